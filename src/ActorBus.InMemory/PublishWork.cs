using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A publish, executed on the broker's executor and confirmed on the connection's.</summary>
internal sealed class PublishWork(InMemoryConnection connection, OutgoingMessage outgoing, TaskCreationOptions continuations)
    : TaskCompletionSource<PublishOutcome>(continuations), IWork
{
    private PublishOutcome? _outcome;

    public InMemoryConnection Connection => connection;

    public OutgoingMessage Outgoing => outgoing;

    public void Run()
    {
        if (_outcome is not { } outcome) connection.Host.Publish(this);
        // A confirmation under way when the connection was lost never arrived.
        else SetResult(connection.LostBecause is { } reason ? new PublishOutcome(PublishStatus.Unknown, reason) : outcome);
    }

    /// <summary>Sends the outcome to the connection; called once, on the broker's executor.</summary>
    public void Answer(PublishOutcome outcome)
    {
        _outcome = outcome;
        connection.Executor.Post(this);
    }
}
