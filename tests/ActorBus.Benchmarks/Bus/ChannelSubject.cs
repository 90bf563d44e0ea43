using System.Threading.Channels;

namespace ActorBus.Benchmarks.Bus;

/// <summary>A bare thread hop: one channel with one reader, and a completion source for each message; three hops for an event.</summary>
internal sealed class ChannelSubject : IBusSubject
{
    private static readonly OrderCount Answer = new(1);
    private static readonly Action[] Handlers = [Handled.Command, Handled.Query, Handled.First, Handled.Second, Handled.Third];
    private readonly Channel<(int Handler, TaskCompletionSource<OrderCount> Done)> _channel =
        Channel.CreateUnbounded<(int, TaskCompletionSource<OrderCount>)>(new UnboundedChannelOptions { SingleReader = true });

    private ChannelSubject() => _ = Task.Run(ReadAsync);

    public string Name => "channel";

    public static Task<IBusSubject> StartAsync() => Task.FromResult<IBusSubject>(new ChannelSubject());

    public Task CommandAsync(PlaceOrder command) => HopAsync(0);

    public Task<OrderCount> QueryAsync(CountOrders query) => HopAsync(1);

    public async Task EventAsync(OrderPlaced @event)
    {
        for (var listener = 2; listener < Handlers.Length; listener++) await HopAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        _channel.Writer.Complete();
        return default;
    }

    private async Task ReadAsync()
    {
        await foreach (var (handler, done) in _channel.Reader.ReadAllAsync())
        {
            Handlers[handler]();
            done.SetResult(Answer);
        }
    }

    private Task<OrderCount> HopAsync(int handler)
    {
        var done = new TaskCompletionSource<OrderCount>(TaskCreationOptions.RunContinuationsAsynchronously);
        _channel.Writer.TryWrite((handler, done));
        return done.Task;
    }
}
