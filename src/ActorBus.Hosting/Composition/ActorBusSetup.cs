using ActorBus.Hosting.Running;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.DependencyInjection;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Composition;

/// <summary>Marks an actor system in which ActorBus runs, and keeps what was said of it when the system was configured.</summary>
internal sealed class ActorBusSetup : Setup
{
    /// <summary>The services that <c>WithActorBus</c> describes.</summary>
    public List<(string Service, Action<ActorBusBuilder>? Configure)> Descriptions { get; } = [];

    /// <summary>Who decides where services are consumed; without any, each host consumes its own.</summary>
    public List<IConsumerPlacement> Placements { get; } = [];

    /// <summary>The catalog of a host whose container knows nothing of ActorBus.</summary>
    public ServiceCatalog Catalog { get; } = new();

    /// <summary>The services, once they are put together.</summary>
    public ServiceDirectory? Directory { get; private set; }

    /// <summary>Returns what the actor system of a host keeps of ActorBus; null where it leaves ActorBus out.</summary>
    public static ActorBusSetup? Of(IServiceProvider services) =>
        services.GetService<AkkaConfigurationBuilder>()?.Setups.OfType<ActorBusSetup>().FirstOrDefault();

    /// <summary>Puts the services together and starts their actors.</summary>
    public async Task StartAsync(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver)
    {
        if (resolver is not ServiceProviderDependencyResolver { ServiceProvider: { } services })
            throw new ActorBusException("The actor system has no service provider. Make it with AddAkka of Akka.Hosting.");
        var hosted = services.GetService<ServiceDirectory>();
        Directory = hosted ?? new ServiceDirectory(services);
        var starting = Directory.StartAsync(system, registry, Placements);
        // Where there is a hosted service of ActorBus it reports what goes wrong: Akka.Hosting would print the stack once more.
        if (hosted is not null) await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else await starting.ConfigureAwait(false);
    }

    /// <summary>Begins to consume, where no hosted service of ActorBus does.</summary>
    public async Task ConsumeAsync(ActorSystem system)
    {
        var services = ((ServiceProviderDependencyResolver)DependencyResolver.For(system).Resolver).ServiceProvider;
        if (services.GetService<ServiceDirectory>() is not null) return;
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopping.Register(() => _ = Directory!.DrainAsync());
        await Directory!.ConsumeAsync().ConfigureAwait(false);
    }
}
