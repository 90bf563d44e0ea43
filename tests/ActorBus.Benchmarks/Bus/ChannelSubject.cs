using System.Threading.Channels;

namespace ActorBus.Benchmarks.Bus;

/// <summary>A bare thread hop: one channel with one reader, and a completion source for each message.</summary>
internal sealed class ChannelSubject : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private readonly Channel<TaskCompletionSource<OrderCount>> _channel;

    public ChannelSubject()
    {
        _channel = Channel.CreateUnbounded<TaskCompletionSource<OrderCount>>(new UnboundedChannelOptions { SingleReader = true });
        _ = Task.Run(ReadAsync);
    }

    public string Name => "channel";

    public Task CommandAsync(PlaceOrder command) => HopAsync();

    public Task<OrderCount> QueryAsync(CountOrders query) => HopAsync();

    public async Task EventAsync(OrderPlaced @event)
    {
        for (var listener = 0; listener < 3; listener++) await HopAsync();
    }

    public ValueTask DisposeAsync()
    {
        _channel.Writer.Complete();
        return default;
    }

    private async Task ReadAsync()
    {
        await foreach (var question in _channel.Reader.ReadAllAsync()) question.SetResult(Answer);
    }

    private Task<OrderCount> HopAsync()
    {
        var question = new TaskCompletionSource<OrderCount>(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.Writer.TryWrite(question);
        return question.Task;
    }
}
