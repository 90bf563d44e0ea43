namespace ActorBus.Brokers.Contract;

/// <summary>A publish channel and its owner, who finds the outcome of each message by its number.</summary>
public sealed class ContractChannel : IAsyncDisposable
{
    private readonly TimeSpan _deadline;
    private readonly Lock _gate = new();
    private PublishWindow<Pending> _window = null!;

    private ContractChannel(TimeSpan deadline)
    {
        _deadline = deadline;
        Closings = new Inbox<string>("closing of the channel", deadline);
    }

    public IPublishChannel Channel { get; private set; } = null!;

    public Inbox<string> Closings { get; }

    public static async Task<ContractChannel> OpenAsync(IBrokerConnection connection, TimeSpan deadline)
    {
        var owner = new ContractChannel(deadline);
        owner.Channel = await connection.OpenPublishChannelAsync(owner.OnEvent).WaitAsync(deadline);
        owner._window = new PublishWindow<Pending>(owner.Channel.MaxOutstanding, owner.Channel.MaxOutstandingBytes);
        return owner;
    }

    public async Task<PublishOutcome> PublishAsync(OutgoingMessage message) => await (await BeginAsync(message)).WaitAsync(_deadline);

    /// <summary>Sends a message, one after the other.</summary>
    /// <returns>Its outcome.</returns>
    public async Task<Task<PublishOutcome>> BeginAsync(OutgoingMessage message)
    {
        var pending = new Pending(message);
        lock (_gate) _window.Add(pending, message.Message.Body.Length);
        var result = await Channel.SendAsync(message).AsTask().WaitAsync(_deadline);
        if (result.Kind == SendKind.Sent) return pending.Task;
        lock (_gate) _window.TakeBackLast();
        pending.SetResult(new PublishOutcome(PublishStatus.Failed, result.Reason ?? "the channel is gone"));
        return pending.Task;
    }

    public ValueTask DisposeAsync() => Channel.DisposeAsync();

    private void OnEvent(PublishChannelEvent told)
    {
        lock (_gate)
        {
            switch (told)
            {
                case PublishChannelEvent.Answered answered:
                    _window.Take(answered.Number, answered.Multiple, pending => pending.SetResult(answered.Outcome));
                    break;
                case PublishChannelEvent.Returned returned:
                    _window.TakeFirst(pending => returned.IsOf(pending.Message))!.SetResult(new PublishOutcome(PublishStatus.Returned, returned.Reason));
                    break;
                case PublishChannelEvent.Closed closed:
                    Pending[] unanswered = [.. _window.All];
                    foreach (var (pending, outcome) in unanswered.Zip(closed.Judge([.. unanswered.Select(one => one.Message)]))) pending.SetResult(outcome);
                    Closings.Add(closed.Reason);
                    break;
            }
        }
    }

    private sealed class Pending(OutgoingMessage message) : TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public OutgoingMessage Message => message;
    }
}
