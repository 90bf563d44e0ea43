using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using ActorBus.Hosting.Running;
using ActorBus.InMemory;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting;

/// <summary>Extends the services of a host with ActorBus.</summary>
public static class ServiceCollectionExtensions
{
    private const string ActorSystemName = "actorbus";

    /// <summary>Adds a service: its handlers, its buses and the hosted service that runs them.</summary>
    /// <remarks>
    /// <para>
    /// The actors live in the actor system of the host. If the host does not call <c>AddAkka</c> itself, this method does, and makes the actor system
    /// start before and stop after all other hosted services. A host that calls <c>AddAkka</c> itself must call <c>akka.WithActorBus()</c> in it,
    /// before or after this call; otherwise the start fails.
    /// </para>
    /// <para>
    /// A host may have several services with different names. Their buses are keyed services under the name of the service; without a key, the buses
    /// of the first service are resolved. A single bus is a keyed service under its own name, or under <c>service/bus</c> where two services have a
    /// bus of that name. The actors of the buses are resolved in the same way, as <c>IRequiredActor&lt;CommandBus&gt;</c> and so on. Inside a
    /// handler, and in the scoped and transient services that it takes, the buses without a key are those of the handler's own service; a singleton
    /// gets those of the first. Calling the method again with the same name continues to configure
    /// the same service.
    /// </para>
    /// <para>
    /// A bus may be injected anywhere, including observers, plugins and hosted services: what is dispatched or sent before the buses have started
    /// waits for them, within its own time limit.
    /// </para>
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="serviceName">The name of the service: letters, digits, dots, dashes and underscores.</param>
    /// <param name="configure">Configures the service.</param>
    public static IServiceCollection AddActorBus(this IServiceCollection services, string serviceName, Action<ActorBusBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceName);
        if (CatalogOf(services).Add(serviceName, services, configure)) BusServices.AddKeyed(services, serviceName);
        return services;
    }

    /// <summary>Makes the buses of services added with <c>WithActorBus</c> available for constructor injection.</summary>
    /// <remarks>
    /// Akka.Hosting runs the configuration passed to <c>AddAkka</c> when the container is already complete, too late for ActorBus to add
    /// <c>ICommandBus</c> and the other buses. <see cref="AddActorBus(IServiceCollection, string, Action{ActorBusBuilder})"/> includes this call.
    /// </remarks>
    public static IServiceCollection AddActorBus(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        CatalogOf(services);
        return services;
    }

    /// <inheritdoc cref="AddActorBus(IServiceCollection, string, Action{ActorBusBuilder}?)"/>
    /// <param name="host">The host.</param>
    /// <param name="serviceName">The name of the service: letters, digits, dots, dashes and underscores.</param>
    /// <param name="configure">Configures the service.</param>
    public static IHostApplicationBuilder AddActorBus(
        this IHostApplicationBuilder host, string serviceName, Action<ActorBusBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        host.Services.AddActorBus(serviceName, configure);
        return host;
    }

    private static ServiceCatalog CatalogOf(IServiceCollection services)
    {
        if (services.FirstOrDefault(one => one.ServiceType == typeof(ServiceCatalog))?.ImplementationInstance is ServiceCatalog known) return known;
        var catalog = new ServiceCatalog();
        services.AddSingleton(catalog);
        services.TryAddSingleton(new InMemoryBroker());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServiceDirectory>();
        AddConsoleLevel(services);
        AddAkka(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ActorBusHostedService>());
        BusServices.AddUnkeyed(services);
        return catalog;
    }

    private static void AddAkka(IServiceCollection services)
    {
        if (services.Any(one => one.ServiceType == typeof(AkkaConfigurationBuilder))) return;
        services.AddAkka(ActorSystemName, (akka, provider) =>
        {
            foreach (var builder in provider.GetRequiredService<ServiceCatalog>().Builders) akka.AddHocon(builder.Hocon, HoconAddMode.Append);
            akka.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
                loggers.LogLevel = LevelOf(provider.GetRequiredService<ILoggerFactory>());
            });
            akka.WithActorBus();
        });
        // Other hosted services may dispatch as soon as they start, and until they have stopped.
        var hosted = services.Last(one => one.ServiceType == typeof(IHostedService));
        services.Remove(hosted);
        services.Insert(0, hosted);
    }

    private static Akka.Event.LogLevel LevelOf(ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger("Akka.Actor.ActorSystem");
        return log.IsEnabled(LogLevel.Debug) ? Akka.Event.LogLevel.DebugLevel
            : log.IsEnabled(LogLevel.Information) ? Akka.Event.LogLevel.InfoLevel
            : log.IsEnabled(LogLevel.Warning) ? Akka.Event.LogLevel.WarningLevel
            : Akka.Event.LogLevel.ErrorLevel;
    }

    private static void AddConsoleLevel(IServiceCollection services)
    {
        services.TryAddSingleton<ConsoleLevel>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<ConsoleLevel>());
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<ConsoleLevel>());
    }
}
