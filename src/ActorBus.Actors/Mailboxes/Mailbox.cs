namespace ActorBus.Actors.Mailboxes;

/// <summary>
/// The messages of one actor and the right to run it. The mailbox itself is what gets queued for a thread, so that
/// waking an actor allocates nothing.
/// </summary>
/// <remarks>
/// An owner that has nothing left to do goes to sleep, in the queue where it can (<see cref="UnboundedMessageQueue"/>) and by the
/// status otherwise. A sender enqueues first and looks afterwards whether the owner sleeps; the owner sleeps first and looks for
/// messages afterwards; both with a full fence in between. So of a sender and an owner that pass each other at least one sees the
/// other, and whoever ends the sleep is the only one to queue the actor.
/// </remarks>
internal sealed class Mailbox : IWorkItem
{
    // Active: running, queued to run, or asleep in its queue. Parked: suspended, only system messages wake.
    // Asleep: whoever sends wakes; of queues that cannot hold the sleep themselves.
    private const int Active = 0;
    private const int Parked = 1;
    private const int Asleep = 2;

    private readonly ActorCell _cell;
    private readonly UnboundedMessageQueue? _plain;
    private readonly IMessageQueue _queue;
    private readonly MessageDispatcher _dispatcher;
    private SystemMessageQueue _system;
    private FrontStack _front;
    private Patience _patience;
    private int _status = Parked;
    private int _suspensions;
    private bool _closed;

    public Mailbox(ActorCell cell, IMessageQueue queue, MessageDispatcher dispatcher)
    {
        _cell = cell;
        _queue = queue;
        _plain = queue as UnboundedMessageQueue;
        _dispatcher = dispatcher;
    }

    public IMessageQueue Queue => _queue;

    /// <summary>Owner only.</summary>
    public bool IsSuspended => _suspensions > 0;

    /// <summary>Owner only.</summary>
    public int Suspensions => _suspensions;

    public bool IsClosed => Volatile.Read(ref _closed);

    public bool HasMessages => _queue.HasMessages || _front.Count > 0;

    public int Count => _queue.Count + _front.Count;

    /// <summary>True while the actor is running or about to.</summary>
    public bool IsBusy => Volatile.Read(ref _status) == Active && _plain is not { IsAsleep: true };

    public void Enqueue(object message, IActorRef? sender)
    {
        if (IsClosed)
        {
            _cell.Home.DeadLetterOffice.Undeliverable(message, sender, _cell.SelfRef);
            return;
        }

        bool wake;
        if (_plain is not null)
        {
            wake = _plain.Enqueue(message, sender);
        }
        else
        {
            _queue.Enqueue(_cell.SelfRef, new Envelope(message, sender));
            Interlocked.MemoryBarrier();
            wake = TryWake(Asleep);
        }

        if (wake)
            _dispatcher.Execute(this);
    }

    /// <summary>As <see cref="Enqueue"/>, without holding a thread while a bounded queue is full.</summary>
    public ValueTask<bool> EnqueueAsync(object message, IActorRef? sender, CancellationToken cancellation)
    {
        if (_queue is BoundedMessageQueue bounded && !IsClosed)
            return EnqueueAsync(bounded, new Envelope(message, sender), cancellation);
        Enqueue(message, sender);
        return ValueTask.FromResult(true);
    }

    public void EnqueueSystem(SystemMessage message)
    {
        _system.Push(message);
        Wake();
    }

    /// <summary>Puts a message before all others. Owner only.</summary>
    public void EnqueueFirst(Envelope envelope) => _front.Push(envelope);

    /// <summary>Holds back user messages; counts. Owner only.</summary>
    public void Suspend() => _suspensions++;

    /// <summary>Takes back one <see cref="Suspend"/>; true when user messages flow again. Owner only.</summary>
    public bool Resume()
    {
        if (_suspensions > 0)
            _suspensions--;
        return _suspensions == 0;
    }

    /// <summary>Passes the remaining messages, and all that come, to the dead letters. Owner only.</summary>
    public void Close()
    {
        Volatile.Write(ref _closed, true);
        Drain();
    }

    void IThreadPoolWorkItem.Execute() => Worker.Enter(this);

    public void Run()
    {
        var previous = _cell.Enter();
        try
        {
            if (_closed)
                Drain();
            else
                ProcessMessages();
        }
        finally
        {
            ActorCell.Leave(previous);
        }

        Release();
    }

    private async ValueTask<bool> EnqueueAsync(BoundedMessageQueue bounded, Envelope envelope, CancellationToken cancellation)
    {
        var taken = await bounded.EnqueueAsync(_cell.SelfRef, envelope, cancellation).ConfigureAwait(false);
        Interlocked.MemoryBarrier();
        if (TryWake(Asleep))
            _dispatcher.Execute(this);
        return taken;
    }

    private void ProcessMessages()
    {
        if (_system.HasMessages)
            _cell.SystemInvoke(_system.TakeAll());

        var end = _dispatcher.ThroughputDeadlineTime is { } limit ? Environment.TickCount64 + Math.Max(1, limit / TimeSpan.TicksPerMillisecond) : long.MaxValue;
        for (var left = _dispatcher.Throughput; left > 0 && _suspensions == 0 && !_closed; left--)
        {
            if (!TryDequeue(out var message, out var sender))
            {
                if (!_patience.WaitForMore(_queue, _dispatcher.Throughput - left) || !TryDequeue(out message, out sender))
                    return;
            }

            _cell.Invoke(message, sender);
            if (_system.HasMessages)
                _cell.SystemInvoke(_system.TakeAll());
            if (end != long.MaxValue && Environment.TickCount64 >= end)
                return;
        }
    }

    private bool TryDequeue(out object message, out IActorRef? sender)
    {
        if (_front.Count == 0 && _plain is not null)
            return _plain.TryDequeue(out message, out sender);

        Envelope envelope;
        if (_front.Count > 0)
            envelope = _front.Pop();
        else if (!_queue.TryDequeue(out envelope))
            envelope = default;
        message = envelope.Message;
        sender = envelope.Sender;
        return message is not null;
    }

    private void Release()
    {
        if (_suspensions > 0 && !_closed)
            Interlocked.Exchange(ref _status, Parked);
        else if (_front.Count > 0 || _system.HasMessages || !TrySleep())
            _dispatcher.Execute(this);

        // From here on another thread may run the actor already.
        if (_system.HasMessages)
            Wake();
    }

    private bool TrySleep()
    {
        if (_plain is not null)
            return _plain.TrySleep();
        Interlocked.Exchange(ref _status, Asleep);
        return !_queue.HasMessages || !TryWake(Asleep);
    }

    private void Wake()
    {
        if (_plain is not null && _plain.TryWake() || TryWake(Parked) || TryWake(Asleep))
            _dispatcher.Execute(this);
    }

    private bool TryWake(int from) => Volatile.Read(ref _status) == from && Interlocked.CompareExchange(ref _status, Active, from) == from;

    private void Drain()
    {
        while (_front.Count > 0)
            Undeliverable(_front.Pop());
        while (_queue.TryDequeue(out var envelope))
            Undeliverable(envelope);
        for (var message = _system.TakeAll(); message is not null; message = message.Next)
            message.Bounce();
    }

    private void Undeliverable(Envelope envelope) =>
        _cell.Home.DeadLetterOffice.Undeliverable(envelope.Message, envelope.Sender, _cell.SelfRef);
}
