using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.Start;

/// <summary>A host with ActorBus: one handler of its own and one that other services may send to.</summary>
internal static class ActorBusStart
{
    /// <summary>Starts it and dispatches the first command.</summary>
    /// <param name="amqp">The address of its broker; null for the one in memory.</param>
    public static async Task<IHost> StartAsync(string? amqp)
    {
        var host = await ServiceHost.StartActorBusAsync("benchmark-start", bus =>
        {
            bus.AddHandler<Handler>().AddHandler<Receiver>();
            if (amqp is not null) bus.UseRabbitMq(amqp);
        });
        await host.Services.GetRequiredService<ICommandBus>().DispatchAsync(new FirstCommand(1));
        return host;
    }

    internal sealed class Handler
    {
        [CommandHandler]
        public void Handle(FirstCommand command) => _ = command;
    }

    [Distributed]
    internal sealed class Receiver
    {
        [CommandHandler("benchmark.first")]
        public void Handle(string body) => _ = body;
    }
}
