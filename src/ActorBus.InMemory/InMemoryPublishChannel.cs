using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>A publish channel of a connection: numbers the publishes, and tells of their outcomes on the executor of the connection.</summary>
internal sealed class InMemoryPublishChannel(InMemoryConnection connection, Action<PublishChannelEvent> onEvent) : IPublishChannel
{
    private ulong _number;
    private volatile bool _isClosed;

    public int MaxOutstanding => connection.MaxOutstandingPublishes;

    public long MaxOutstandingBytes => long.MaxValue;

    public BrokerLimits Limits => connection.Host.Options.Limits;

    // The connection ends by itself when a confirmation does not come.
    public TimeSpan ConfirmTimeout => Timeout.InfiniteTimeSpan;

    public ValueTask<SendResult> SendAsync(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_isClosed || !connection.IsOpen) return new(SendResult.Gone);
        if (Limits.Refusal(message) is { } refusal) return new(SendResult.Refused(refusal));
        _ = TellAsync(++_number, connection.PublishAsync(message));
        return new(SendResult.Sent);
    }

    public void EndConnection(string reason) =>
        connection.Host.Executor.Post(new CallbackWork(() => connection.Host.Close(connection, reason, onRequest: false)));

    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return ValueTask.CompletedTask;
    }

    private async Task TellAsync(ulong number, Task<PublishOutcome> publish)
    {
        var outcome = await publish.ConfigureAwait(false);
        // What a lost connection leaves open nobody says.
        if (_isClosed || outcome.Status == PublishStatus.Unknown || (outcome.Status == PublishStatus.Failed && !connection.IsOpen)) return;
        connection.Executor.Post(new CallbackWork(() => onEvent(new PublishChannelEvent.Answered(number, false, outcome))));
    }
}
