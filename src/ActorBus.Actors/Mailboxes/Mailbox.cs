namespace ActorBus.Actors.Mailboxes;

/// <summary>
/// The messages of one actor and the right to run it. The mailbox itself is what gets queued for a thread, so that
/// waking an actor allocates nothing.
/// </summary>
/// <remarks>
/// The status decides who may run the actor. A sender enqueues first and looks at the status afterwards; the owner gives up
/// the status first and looks for messages afterwards; both with a full fence in between. So of a sender and an owner that
/// pass each other at least one sees the other, and whoever moves the status to Scheduled is the only one to queue the actor.
/// </remarks>
internal sealed class Mailbox : IWorkItem
{
    // Idle: whoever sends wakes. Parked: suspended, only system messages wake. Closed: the actor has stopped;
    // what still arrives is passed to the dead letters by a run of its own.
    private const int Idle = 0;
    private const int Scheduled = 1;
    private const int Parked = 2;
    private const int Closed = 3;
    private const int ClosedScheduled = 4;

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
    public bool IsBusy => Volatile.Read(ref _status) == Scheduled;

    public void Enqueue(object message, IActorRef? sender)
    {
        if (Volatile.Read(ref _status) == Closed)
        {
            _cell.Home.DeadLetterOffice.Undeliverable(message, sender, _cell.SelfRef);
            return;
        }

        if (_plain is not null)
        {
            // Has a full fence between making the message visible to HasMessages and its return.
            _plain.Enqueue(message, sender);
        }
        else
        {
            _queue.Enqueue(_cell.SelfRef, new Envelope(message, sender));
            Interlocked.MemoryBarrier();
        }

        if (Volatile.Read(ref _status) != Scheduled)
            WakeForMessage();
    }

    /// <summary>As <see cref="Enqueue"/>, without holding a thread while a bounded queue is full.</summary>
    public ValueTask<bool> EnqueueAsync(object message, IActorRef? sender, CancellationToken cancellation)
    {
        if (_queue is BoundedMessageQueue bounded && Volatile.Read(ref _status) != Closed)
            return EnqueueAsync(bounded, new Envelope(message, sender), cancellation);
        Enqueue(message, sender);
        return ValueTask.FromResult(true);
    }

    public void EnqueueSystem(SystemMessage message)
    {
        _system.Push(message);
        WakeForSystemMessage();
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
        WakeForMessage();
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
        if (_closed)
        {
            Interlocked.Exchange(ref _status, Closed);
            if (_system.HasMessages || _queue.HasMessages)
                WakeForSystemMessage();
            return;
        }

        if (_suspensions > 0)
        {
            Interlocked.Exchange(ref _status, Parked);
            if (_system.HasMessages)
                WakeForSystemMessage();
            return;
        }

        if (_front.Count > 0 || _system.HasMessages || _queue.HasMessages)
        {
            _dispatcher.Execute(this);
            return;
        }

        Interlocked.Exchange(ref _status, Idle);
        if (_system.HasMessages || _queue.HasMessages)
            WakeForMessage();
    }

    private void WakeForMessage()
    {
        var status = Volatile.Read(ref _status);
        if (status == Idle)
            Schedule(Idle, Scheduled);
        else if (status == Closed)
            Schedule(Closed, ClosedScheduled);
    }

    private void WakeForSystemMessage()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if (status is Scheduled or ClosedScheduled || Schedule(status, status == Closed ? ClosedScheduled : Scheduled))
                return;
        }
    }

    private bool Schedule(int from, int to)
    {
        if (Interlocked.CompareExchange(ref _status, to, from) != from)
            return false;
        _dispatcher.Execute(this);
        return true;
    }

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
