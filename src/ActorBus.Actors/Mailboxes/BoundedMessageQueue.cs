namespace ActorBus.Actors.Dispatch.MessageQueues;

/// <summary>A queue with a capacity: a sender waits for room, and after a time the message becomes a dead letter.</summary>
/// <remarks>A sender that awaits holds no thread while it waits; see <see cref="BackPressureExtensions.TellAsync"/>.</remarks>
public class BoundedMessageQueue : IMessageQueue, IBoundedDequeBasedMessageQueueSemantics
{
    private readonly UnboundedMessageQueue _messages = new();
    private readonly SemaphoreSlim _room;

    /// <summary>Creates a queue.</summary>
    public BoundedMessageQueue(int boundedCapacity, TimeSpan pushTimeOut)
    {
        if (boundedCapacity < 1)
            throw new ArgumentOutOfRangeException(nameof(boundedCapacity), boundedCapacity, $"A bounded mailbox was given the capacity {boundedCapacity}; it has to be at least 1 (mailbox-capacity).");
        Capacity = boundedCapacity;
        PushTimeOut = pushTimeOut;
        _room = new SemaphoreSlim(boundedCapacity, boundedCapacity);
    }

    /// <inheritdoc/>
    public bool HasMessages => _messages.HasMessages;

    /// <inheritdoc/>
    public int Count => _messages.Count;

    /// <inheritdoc/>
    public TimeSpan PushTimeOut { get; }

    private int Capacity { get; }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        if (_room.Wait(PushTimeOut))
            _messages.Enqueue(envelope.Message, envelope.Sender);
        else
            Refuse(receiver, envelope);
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (!_messages.TryDequeue(out envelope))
            return false;
        _room.Release();
        return true;
    }

    /// <inheritdoc/>
    public void EnqueueFirst(Envelope envelope) => throw new NotSupportedException(
        "A message was to be put in front of a bounded queue from outside; the mailbox keeps unstashed messages itself.");

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }

    internal async ValueTask<bool> EnqueueAsync(IActorRef receiver, Envelope envelope, CancellationToken cancellation)
    {
        if (!await _room.WaitAsync(PushTimeOut, cancellation).ConfigureAwait(false))
        {
            Refuse(receiver, envelope);
            return false;
        }

        _messages.Enqueue(envelope.Message, envelope.Sender);
        return true;
    }

    private void Refuse(IActorRef receiver, Envelope envelope)
    {
        var office = ((InternalActorRefBase)receiver).Home!.DeadLetterOffice;
        office.Tell(new Dropped(envelope.Message, $"the mailbox had {Capacity} messages for {PushTimeOut}", envelope.Sender ?? office, receiver), envelope.Sender);
    }
}
