using ActorBus.InMemory;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Running;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Clustering.Composition;

/// <summary>Finds the services that the host added, or makes those that were declared with the actor system.</summary>
internal static class NodeServices
{
    /// <summary>The services, made; and whether the host's own hosted service starts and drains them.</summary>
    /// <exception cref="BusConfigurationException">A service is described twice or nowhere.</exception>
    public static (HostRuntime Runtime, bool IsHosted) Make(ActorSystem system, IServiceProvider provider, ActorBusSetup setup)
    {
        if (provider.GetService<ServiceCatalog>() is { } catalog)
        {
            if (Faults(system, setup, catalog) is { Length: > 0 } faults) throw new BusConfigurationException(faults);
            return (provider.GetRequiredService<HostRuntime>(), true);
        }

        var own = new ServiceCatalog();
        // The host's services are fixed by now; who would add to them here hears of it.
        var none = new ServiceCollection();
        none.MakeReadOnly();
        var memory = new InMemoryBroker();
        foreach (var declaration in setup.Declarations)
        {
            var builder = new ActorBusBuilder(declaration.Name ?? system.Name, none).UseInMemory(memory);
            declaration.Configure?.Invoke(builder);
            own.Builders.Add(builder.AddHocon(system.Settings.Config));
        }

        return (new HostRuntime(own, provider), false);
    }

    private static string[] Faults(ActorSystem system, ActorBusSetup setup, ServiceCatalog catalog) =>
    [
        .. setup.Declarations.Where(one => one.Configure is not null).Select(one =>
            $"Service '{one.Name ?? system.Name}' is described by WithActorBus, but this host adds its services with AddActorBus. Describe it there."),
        .. setup.Declarations.Where(one => one.Name is not null && catalog.Find(one.Name) is null).Select(one =>
            $"Service '{one.Name}' is not among those that AddActorBus added: {string.Join(", ", catalog.Builders.Select(known => $"'{known.ServiceName}'"))}. Add it."),
    ];
}
