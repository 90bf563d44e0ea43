using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A queue: what waits in it, who consumes it, what becomes of what it gives up. Broker's executor only.</summary>
internal sealed class MessageQueue
{
    private readonly VirtualHost _host;
    private readonly ReadyMessages _ready;
    private readonly ConsumerRing _consumers;
    private readonly BrokerTimer _expiry;
    private readonly BrokerTimer _disuse;
    private long _sequence;

    public MessageQueue(VirtualHost host, QueueDeclaration declaration, InMemoryConnection? owner)
    {
        _host = host;
        Declaration = declaration;
        Owner = owner;
        _ready = new ReadyMessages(sorted: declaration.Kind != QueueKind.Quorum, declaration.MaxPriority ?? 0);
        _consumers = new ConsumerRing(declaration.SingleActiveConsumer);
        _expiry = new BrokerTimer(host, Pump);
        _disuse = new BrokerTimer(
            host, () => host.DeleteQueue(this, $"queue '{Name}' expired after {declaration.Expires} without use"));
        NoteUse();
    }

    public string Name => Declaration.Name;

    public QueueDeclaration Declaration { get; }

    /// <summary>The connection that an exclusive queue belongs to.</summary>
    public InMemoryConnection? Owner { get; }

    public bool IsDeleted { get; private set; }

    /// <summary>About how much memory everything takes that it is answerable for.</summary>
    public long Footprint { get; private set; }

    public int Unsettled { get; private set; }

    public int Consumers => _consumers.Count;

    public int Ready => _ready.Count;

    /// <summary>True when nothing is under way: nothing unsettled, and nothing ready that a consumer could get.</summary>
    public bool IsQuiet => Unsettled == 0 && (_ready.Count == 0 || _consumers.Count == 0);

    /// <summary>Why a message is refused; null when it is taken.</summary>
    public string? Refusal(QueuedMessage message)
    {
        if (_ready.Count >= Declaration.MaxLength)
            return $"queue '{Name}' is full: it holds {_ready.Count} of at most {Declaration.MaxLength} messages";
        if (_ready.BodyBytes + message.Message.Body.Length > Declaration.MaxLengthBytes)
            return $"queue '{Name}' is full: it holds {_ready.BodyBytes} of at most {Declaration.MaxLengthBytes} bytes";
        return Footprint + message.Footprint <= _host.Options.MaxQueueBytes
            ? null
            : $"queue '{Name}' is full: it takes {Footprint} of at most {_host.Options.MaxQueueBytes} bytes of memory; "
                + $"consume it, or raise {nameof(InMemoryBrokerOptions.MaxQueueBytes)}";
    }

    /// <summary>Takes a message in, whatever the limits say.</summary>
    public void Append(QueuedMessage message)
    {
        message.Sequence = _sequence++;
        message.ExpiresAt = Sooner(Declaration.MessageTtl, message.Message.Expiration) is { } life ? _host.Now + life : null;
        Footprint += message.Footprint;
        if (_ready.Count == 0 && _consumers.Next() is { } consumer)
        {
            // Even what may not wait at all goes to a consumer that has room.
            HandOut(consumer, message);
            return;
        }

        _ready.Append(message);
        Pump();
    }

    /// <summary>Hands out what can be handed out, after dropping what has expired at the head.</summary>
    public void Pump()
    {
        if (IsDeleted) return;
        DropExpired();
        while (_ready.Count > 0 && _consumers.Next() is { } consumer)
        {
            HandOut(consumer, _ready.Take());
            DropExpired();
        }

        _expiry.Set(_ready.First?.ExpiresAt);
    }

    public void AddConsumer(Consumer consumer)
    {
        _consumers.Add(consumer);
        NoteUse();
        Pump();
    }

    /// <summary>Takes a consumer away; the caller pumps once it has put back what goes back.</summary>
    public void RemoveConsumer(Consumer consumer)
    {
        if (_consumers.Remove(consumer)) NoteUse();
    }

    /// <summary>Notes that somebody declared or consumed it, which puts its expiry off.</summary>
    public void NoteUse()
    {
        if (Declaration.Expires is { } span) _disuse.Set(_consumers.Count == 0 ? _host.Now + span : null);
    }

    /// <summary>Ends a delivery.</summary>
    public void Settle(QueuedMessage message, Settlement settlement)
    {
        if (IsDeleted) return;
        Unsettled--;
        if (settlement == Settlement.Ack) Forget(message);
        else if (settlement == Settlement.Reject) _host.DeadLetters.Add(this, message, DeathReason.Rejected);
        else PutBack(message);
    }

    /// <summary>Drops a message for good: it was acknowledged, or lies somewhere else now.</summary>
    public void Forget(QueuedMessage message) => Footprint -= message.Footprint;

    /// <summary>Drops all that is ready.</summary>
    /// <returns>How many there were.</returns>
    public int Purge()
    {
        var count = _ready.Count;
        while (_ready.Count > 0) Forget(_ready.Take());
        _expiry.Set(null);
        return count;
    }

    /// <summary>Loses what is not persistent, as a broker does that is stopped.</summary>
    public void LoseTransient()
    {
        foreach (var lost in _ready.RemoveAll(message => !message.Message.Persistent)) Forget(lost);
    }

    /// <summary>Marks it as deleted.</summary>
    /// <returns>Those who consumed it.</returns>
    public Consumer[] Delete()
    {
        IsDeleted = true;
        _expiry.Dispose();
        _disuse.Dispose();
        return _consumers.Clear();
    }

    public IEnumerable<QueuedMessage> Peek() => _ready.All();

    private void PutBack(QueuedMessage message)
    {
        message.Returns++;
        if (message.Returns > Declaration.DeliveryLimit) _host.DeadLetters.Add(this, message, DeathReason.DeliveryLimit);
        else _ready.PutBack(message);
    }

    private void DropExpired()
    {
        while (_ready.First is { ExpiresAt: { } due } && due <= _host.Now)
            _host.DeadLetters.Add(this, _ready.Take(), DeathReason.Expired);
    }

    private void HandOut(Consumer consumer, QueuedMessage message)
    {
        Unsettled++;
        _host.HandOut(consumer, message);
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
