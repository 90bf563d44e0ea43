using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A publish: done on the broker's executor, confirmed on the connection's.</summary>
internal sealed class PublishWork(InMemoryConnection connection, OutgoingMessage outgoing, TaskCreationOptions continuations)
    : TaskCompletionSource<PublishOutcome>(continuations), IWork
{
    private PublishOutcome? _outcome;

    public InMemoryConnection Connection => connection;

    public OutgoingMessage Outgoing => outgoing;

    public void Run()
    {
        if (_outcome is not { } outcome) connection.Host.Publish(this);
        // A confirmation that was on its way when the connection was lost never arrived.
        else SetResult(connection.LostBecause is { } reason ? new PublishOutcome(PublishStatus.Unknown, reason) : outcome);
    }

    /// <summary>Sends the answer on its way; called once, on the broker's executor.</summary>
    public void Answer(PublishOutcome outcome)
    {
        _outcome = outcome;
        connection.Executor.Post(this);
    }
}
