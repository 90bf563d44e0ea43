using Microsoft.Extensions.Hosting;
using Wolverine;

namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Wolverine's local queues, one for each message type and for each listener; the handler completes what came with the message.</summary>
/// <remarks>This is the form of Wolverine that isolates the handler from the caller, as an actor does.</remarks>
internal sealed class WolverineQueueSubject(IHost host) : IBusSubject
{
    private readonly Wolverine.IMessageBus _bus = host.MessageBus();

    public string Name => "wolverine-queue";

    public static async Task<IBusSubject> StartAsync() => new WolverineQueueSubject(await ServiceHost.StartAsync(builder => builder.UseWolverine(options =>
    {
        options.Durability.Mode = DurabilityMode.Solo;
        options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        options.Discovery.DisableConventionalDiscovery()
            .IncludeType(typeof(OrderHandler))
            .IncludeType(typeof(FirstListener)).IncludeType(typeof(SecondListener)).IncludeType(typeof(ThirdListener));
    })));

    public async Task CommandAsync(PlaceOrder command)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _bus.SendAsync(new QueuedOrder(command, done));
        await done.Task;
    }

    public async Task<OrderCount> QueryAsync(CountOrders query)
    {
        var answer = new TaskCompletionSource<OrderCount>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _bus.SendAsync(new QueuedCount(query, answer));
        return await answer.Task;
    }

    public async Task EventAsync(OrderPlaced @event)
    {
        var queued = new QueuedPlaced(@event);
        await _bus.PublishAsync(queued);
        await queued.Done;
    }

    public async ValueTask DisposeAsync() => await ServiceHost.StopAsync(host);
}
