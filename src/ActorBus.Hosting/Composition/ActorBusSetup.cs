using ActorBus.Hosting.Running;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Composition;

/// <summary>Marks an actor system in which ActorBus runs, and holds the ActorBus configuration made while the system was configured.</summary>
internal sealed class ActorBusSetup : Setup
{
    /// <summary>The services added with <c>WithActorBus</c>.</summary>
    public List<(string Service, Action<ActorBusBuilder>? Configure)> Descriptions { get; } = [];

    /// <summary>The placements that decide where services are consumed; without any, each host consumes its own services.</summary>
    public List<IConsumerPlacement> Placements { get; } = [];

    /// <summary>The catalog of a host whose container has no ActorBus registration.</summary>
    public ServiceCatalog Catalog { get; } = new();

    /// <summary>The services, once they are assembled.</summary>
    public ServiceDirectory? Directory { get; private set; }

    /// <summary>Returns the ActorBus setup of a host's actor system; null when the actor system does not run ActorBus.</summary>
    public static ActorBusSetup? Of(IServiceProvider services) =>
        services.GetService<AkkaConfigurationBuilder>()?.Setups.OfType<ActorBusSetup>().FirstOrDefault();

    /// <summary>Assembles the services and starts their actors.</summary>
    public async Task StartAsync(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver)
    {
        if (resolver is not ServiceProviderDependencyResolver { ServiceProvider: { } services })
            throw new ActorBusException("The actor system has no service provider. Make it with AddAkka of Akka.Hosting.");
        var hosted = services.GetService<ServiceDirectory>();
        Directory = hosted ?? new ServiceDirectory(services);
        var starting = Directory.StartAsync(system, registry, Placements);
        // The hosted service of ActorBus, where there is one, reports the failure: Akka.Hosting would print the stack a second time.
        if (hosted is not null) await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else await starting.ConfigureAwait(false);
    }

    /// <summary>Begins to consume, unless the hosted service of ActorBus does so.</summary>
    public async Task ConsumeAsync(ActorSystem system)
    {
        var services = ((ServiceProviderDependencyResolver)DependencyResolver.For(system).Resolver).ServiceProvider;
        if (services.GetService<ServiceDirectory>() is not null) return;
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopping.Register(() => _ = Directory!.DrainAsync());
        await Directory!.ConsumeAsync().ConfigureAwait(false);
    }
}
