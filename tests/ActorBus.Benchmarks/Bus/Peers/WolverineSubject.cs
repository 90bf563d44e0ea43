using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace ActorBus.Benchmarks.Bus.Peers;

/// <summary>Wolverine as a mediator: generated code calls the handlers inline, on the thread of the caller, the three listeners as one.</summary>
internal sealed class WolverineSubject(IHost host) : IBusSubject
{
    private readonly Wolverine.IMessageBus _bus = host.MessageBus();

    public string Name => "wolverine";

    public static async Task<IBusSubject> StartAsync() => new WolverineSubject(await ServiceHost.StartAsync(builder =>
    {
        // It warns that the listeners run as one, which is its default.
        builder.Logging.AddFilter("Wolverine", LogLevel.Error);
        builder.UseWolverine(wolverine =>
        {
            wolverine.Durability.Mode = DurabilityMode.MediatorOnly;
            wolverine.Discovery.DisableConventionalDiscovery()
                .IncludeType(typeof(OrderHandler))
                .IncludeType(typeof(FirstListener)).IncludeType(typeof(SecondListener)).IncludeType(typeof(ThirdListener));
        });
    }));

    public Task CommandAsync(PlaceOrder command) => _bus.InvokeAsync(command);

    public Task<OrderCount> QueryAsync(CountOrders query) => _bus.InvokeAsync<OrderCount>(query);

    public Task EventAsync(OrderPlaced @event) => _bus.InvokeAsync(@event);

    public async ValueTask DisposeAsync() => await ServiceHost.StopAsync(host);
}
