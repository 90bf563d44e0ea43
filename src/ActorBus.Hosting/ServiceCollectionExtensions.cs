using ActorBus.InMemory;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using ActorBus.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorBus.Hosting;

/// <summary>Registers ActorBus in a host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a service: its buses, its handlers, and the hosted service that runs them.</summary>
    /// <remarks>
    /// A host may have several, each with a name of its own; their buses are keyed services by that name, and without a key
    /// one gets the buses of the first. A single bus is a keyed service by its own name, or by <c>service/bus</c> where two
    /// services have one of that name. The actors of the buses are there in the same way, as <c>IRequiredActor&lt;CommandBus&gt;</c>
    /// and so on. Inside a handler the buses without a key are those of the handler's own service. A name that was added before
    /// goes on where it was left.
    /// </remarks>
    /// <param name="services">The services of the host.</param>
    /// <param name="serviceName">The service's own name: letters, digits, dots, dashes and underscores.</param>
    /// <param name="configure">Says what it consists of.</param>
    public static IServiceCollection AddActorBus(this IServiceCollection services, string serviceName, Action<ActorBusBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceName);
        var catalog = CatalogOf(services);
        if (catalog.Find(serviceName) is not { } builder)
        {
            builder = new ActorBusBuilder(serviceName, services);
            catalog.Builders.Add(builder);
            BusServices.AddKeyed(services, serviceName);
        }

        configure?.Invoke(builder);
        return services;
    }

    /// <summary>Adds a service: its buses, its handlers, and the hosted service that runs them.</summary>
    /// <inheritdoc cref="AddActorBus(IServiceCollection, string, Action{ActorBusBuilder}?)"/>
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
        services.TryAddSingleton<HostRuntime>();
        AddConsoleLevel(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ActorBusHostedService>());
        BusServices.AddUnkeyed(services);
        return catalog;
    }

    private static void AddConsoleLevel(IServiceCollection services)
    {
        services.TryAddSingleton<ConsoleLevel>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<ConsoleLevel>());
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<ConsoleLevel>());
    }
}
