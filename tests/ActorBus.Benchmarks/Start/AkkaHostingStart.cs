using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Benchmarks.Start;

/// <summary>A host with Akka.Hosting and one actor: what ActorBus itself starts on.</summary>
internal static class AkkaHostingStart
{
    /// <summary>Starts it and asks the actor.</summary>
    public static async Task<IHost> StartAsync()
    {
        var host = await ServiceHost.StartAsync(builder => builder.Services.AddAkka("benchmark", (akka, _) => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .WithActors((system, registry) => registry.Register<Handler>(system.ActorOf(Props.Create(() => new Handler()))))));
        await host.Services.GetRequiredService<IRequiredActor<Handler>>().ActorRef.Ask<FirstCommand>(new FirstCommand(1));
        return host;
    }

    internal sealed class Handler : ReceiveActor
    {
        public Handler() => Receive<FirstCommand>(command => Sender.Tell(command));
    }
}
