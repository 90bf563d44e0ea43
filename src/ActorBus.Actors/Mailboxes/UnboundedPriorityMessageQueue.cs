namespace ActorBus.Actors.Dispatch.MessageQueues;

/// <summary>A queue that gives the message of the lowest number first; among equal ones the order of coming is kept.</summary>
public class UnboundedPriorityMessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
{
    private readonly Lock _gate = new();
    private readonly Func<object, int> _priorityGenerator;
    private readonly PriorityQueue<Envelope, (int Priority, long Number)> _messages;
    private long _number;

    /// <summary>Creates a queue.</summary>
    /// <param name="priorityGenerator">Gives the number of a message; called on the sender's thread.</param>
    /// <param name="initialCapacity">For how many messages room is made at once.</param>
    public UnboundedPriorityMessageQueue(Func<object, int> priorityGenerator, int initialCapacity)
    {
        _priorityGenerator = priorityGenerator;
        _messages = new PriorityQueue<Envelope, (int, long)>(initialCapacity);
    }

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var priority = _priorityGenerator(envelope.Message);
        lock (_gate)
            _messages.Enqueue(envelope, (priority, _number++));
    }

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        lock (_gate)
            return _messages.TryDequeue(out envelope, out _);
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
            deadletters.Enqueue(owner, envelope);
    }
}
