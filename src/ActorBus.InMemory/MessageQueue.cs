using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A queue with its waiting messages, its consumers and its dead-lettering. Broker's executor only.</summary>
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

    /// <summary>The connection that owns an exclusive queue.</summary>
    public InMemoryConnection? Owner { get; }

    public bool IsDeleted { get; private set; }

    /// <summary>The approximate memory of all messages in the queue, including unsettled ones, in bytes.</summary>
    public long Footprint { get; private set; }

    public int Unsettled { get; private set; }

    public int Consumers => _consumers.Count;

    public int Ready => _ready.Count;

    /// <summary>Whether nothing is in progress: nothing is unsettled, and nothing is ready that a consumer could receive.</summary>
    public bool IsQuiet => Unsettled == 0 && (_ready.Count == 0 || _consumers.Count == 0);

    /// <summary>Returns the reason why a message is refused; null when it is accepted.</summary>
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

    /// <summary>Accepts a message regardless of the limits.</summary>
    public void Append(QueuedMessage message)
    {
        message.Sequence = _sequence++;
        message.ExpiresAt = Sooner(Declaration.MessageTtl, message.Message.Expiration) is { } life ? _host.Now + life : null;
        Footprint += message.Footprint;
        if (_ready.Count == 0 && _consumers.Next() is { } consumer)
        {
            // Even a message that must not wait at all goes to a consumer that has room.
            HandOut(consumer, message);
            return;
        }

        _ready.Append(message);
        Pump();
    }

    /// <summary>Delivers as many messages as possible, after dropping expired ones at the head.</summary>
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

    /// <summary>Removes a consumer; the caller pumps after it has returned the consumer's messages.</summary>
    public void RemoveConsumer(Consumer consumer)
    {
        if (_consumers.Remove(consumer)) NoteUse();
    }

    /// <summary>Records a declaration or a consumer, which postpones the expiry of the queue.</summary>
    public void NoteUse()
    {
        if (Declaration.Expires is { } span) _disuse.Set(_consumers.Count == 0 ? _host.Now + span : null);
    }

    /// <summary>Settles a delivery.</summary>
    public void Settle(QueuedMessage message, Settlement settlement)
    {
        if (IsDeleted) return;
        Unsettled--;
        if (settlement == Settlement.Ack) Forget(message);
        else if (settlement == Settlement.Reject) _host.DeadLetters.Add(this, message, DeathReason.Rejected);
        else PutBack(message);
    }

    /// <summary>Releases a message that was acknowledged or is now stored elsewhere.</summary>
    public void Forget(QueuedMessage message) => Footprint -= message.Footprint;

    /// <summary>Drops all ready messages.</summary>
    /// <returns>The number of dropped messages.</returns>
    public int Purge()
    {
        var count = _ready.Count;
        while (_ready.Count > 0) Forget(_ready.Take());
        _expiry.Set(null);
        return count;
    }

    /// <summary>Drops messages that are not persistent, like a broker that is stopped.</summary>
    public void LoseTransient()
    {
        foreach (var lost in _ready.RemoveAll(message => !message.Message.Persistent)) Forget(lost);
    }

    /// <summary>Marks the queue as deleted.</summary>
    /// <returns>The consumers of the queue.</returns>
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
