using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Running;

/// <summary>Makes the actor system of a host.</summary>
internal static class EngineSystem
{
    /// <summary>Makes it, with its log going to the host's, and its actors made of the host's services where they want that.</summary>
    public static ActorSystem Create(IEnumerable<ServiceSetup> services, ILoggerFactory loggers, IServiceProvider provider)
    {
        // The host decides when the process ends, and in which order.
        var own = ConfigurationFactory.ParseString($$"""
            akka {
              loggers = []
              stdout-loglevel = OFF
              loglevel = {{LevelOf(loggers.CreateLogger("ActorBus"))}}
              coordinated-shutdown.run-by-clr-shutdown-hook = off
              coordinated-shutdown.exit-clr = off
            }
            """);
        var config = services.Aggregate(ConfigurationFactory.Empty, (all, service) => all.WithFallback(service.Hocon)).WithFallback(own);
        var system = ActorSystem.Create("actorbus", BootstrapSetup.Create().WithConfig(config).And(DependencyResolverSetup.Create(provider)));
        var bridge = system.ActorOf(Props.Create(() => new HostLogger(loggers)), "host-logger");
        foreach (var kind in new[] { typeof(Error), typeof(Warning), typeof(Info), typeof(Debug) }) system.EventStream.Subscribe(bridge, kind);
        return system;
    }

    private static string LevelOf(ILogger logger) =>
        logger.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Debug) ? "DEBUG"
        : logger.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Information) ? "INFO"
        : logger.IsEnabled(Microsoft.Extensions.Logging.LogLevel.Warning) ? "WARNING"
        : "ERROR";
}
