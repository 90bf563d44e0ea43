using System.Collections.Concurrent;
using Rebus.Activation;
using Rebus.Backoff;
using Rebus.Bus;
using Rebus.Config;
using Rebus.Logging;
using Rebus.Transport.InMem;

namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Rebus over its in-memory transport: one queue, and a handler that completes what the id of the message stands for.</summary>
/// <remarks>
/// Rebus has nothing that waits for a handler. Its worker asks the transport again after 100 ms when there was nothing, which alone would
/// decide what sequential messages take; here it asks after a millisecond.
/// </remarks>
internal sealed class RebusSubject : IBusSubject
{
    private const int DefaultWorkers = 1;
    private readonly BuiltinHandlerActivator _activator = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<OrderCount>> _waiting = new();
    private readonly IBus _bus;
    private long _last;

    private RebusSubject()
    {
        _activator
            .Handle<Command>(command => EndAsync(command.Id, Handled.Command))
            .Handle<Query>(async (bus, query) =>
            {
                Handled.Query();
                await bus.Reply(new Answer(query.Id, 1));
            })
            .Handle<Answer>(answer => EndAsync(answer.Id, () => { }, answer.Count))
            .Handle<Event>(_ => CountAsync(Handled.First))
            .Handle<Event>(_ => CountAsync(Handled.Second))
            .Handle<Event>(@event => EndAsync(@event.Id, Handled.Third));
        _bus = Configure.With(_activator)
            .Logging(logging => logging.Console(LogLevel.Warn))
            .Transport(transport => transport.UseInMemoryTransport(new InMemNetwork(), "benchmark"))
            .Options(options => options.SetBackoffTimes(TimeSpan.FromMilliseconds(1)))
            .Start();
    }

    public string Name => "rebus";

    public static async Task<IBusSubject> StartAsync()
    {
        var subject = new RebusSubject();
        await subject._bus.Subscribe<Event>();
        await subject.PauseAsync();
        return subject;
    }

    public Task CommandAsync(PlaceOrder command) => WaitAsync(id => _bus.SendLocal(new Command(id, command.Number)));

    public Task<OrderCount> QueryAsync(CountOrders query) => WaitAsync(id => _bus.SendLocal(new Query(id, query.Number)));

    public Task EventAsync(OrderPlaced @event) => WaitAsync(id => _bus.Publish(new Event(id, @event.Number)));

    public Task ResumeAsync() => SetWorkers(DefaultWorkers);

    public Task PauseAsync() => SetWorkers(0);

    public ValueTask DisposeAsync()
    {
        _activator.Dispose();
        return default;
    }

    private async Task<OrderCount> WaitAsync(Func<long, Task> send)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<OrderCount>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        await send(id);
        return await answer.Task;
    }

    private Task EndAsync(long id, Action handled, int count = 0)
    {
        handled();
        if (_waiting.TryRemove(id, out var waiting)) waiting.SetResult(new OrderCount(count));
        return Task.CompletedTask;
    }

    private static Task CountAsync(Action handled)
    {
        handled();
        return Task.CompletedTask;
    }

    private Task SetWorkers(int count)
    {
        _bus.Advanced.Workers.SetNumberOfWorkers(count);
        return Task.CompletedTask;
    }

    internal sealed record Command(long Id, int Number);

    internal sealed record Query(long Id, int Number);

    internal sealed record Answer(long Id, int Count);

    internal sealed record Event(long Id, int Number);
}
