using ActorBus.Hosting.Composition;
using Akka.Configuration;
using Akka.Hosting;

namespace ActorBus.Hosting;

/// <summary>Runs ActorBus in an actor system that the host configures itself.</summary>
public static class AkkaConfigurationBuilderExtensions
{
    /// <summary>Runs the services that <c>AddActorBus</c> describes in this actor system.</summary>
    /// <remarks>
    /// The buses of the first service are in the registry, as <c>IRequiredActor&lt;CommandBus&gt;</c>, <c>&lt;EventBus&gt;</c>,
    /// <c>&lt;QueryBus&gt;</c> and <c>&lt;IDistributedBus&gt;</c>. Akka's coordinated shutdown drains the services before a node leaves its
    /// cluster, and stops the buses when it has left. Akka's log goes to the host's, unless the host says otherwise.
    /// </remarks>
    public static AkkaConfigurationBuilder WithActorBus(this AkkaConfigurationBuilder akka)
    {
        ArgumentNullException.ThrowIfNull(akka);
        SetupOf(akka);
        return akka;
    }

    /// <summary>Adds a service to this actor system, or adds to what <c>AddActorBus</c> says of it.</summary>
    /// <remarks>
    /// It is the same as <c>AddActorBus</c> of the same name, but for constructors: for <c>ICommandBus</c> and the others there the host
    /// says <c>services.AddActorBus()</c>, because Akka.Hosting calls this when the container is complete.
    /// </remarks>
    /// <param name="akka">The actor system.</param>
    /// <param name="serviceName">The service's own name: letters, digits, dots, dashes and underscores.</param>
    /// <param name="configure">Describes the service.</param>
    public static AkkaConfigurationBuilder WithActorBus(
        this AkkaConfigurationBuilder akka, string serviceName, Action<ActorBusBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(akka);
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        SetupOf(akka).Descriptions.Add((serviceName, configure));
        return akka;
    }

    /// <summary>What this actor system keeps of ActorBus; made at first.</summary>
    internal static ActorBusSetup SetupOf(AkkaConfigurationBuilder akka)
    {
        if (akka.Setups.OfType<ActorBusSetup>().FirstOrDefault() is { } known) return known;
        var setup = new ActorBusSetup();
        akka.AddSetup(setup);
        akka.AddHocon(ConfigurationFactory.FromResource("akka.conf", typeof(ActorBusSetup).Assembly), HoconAddMode.Append);
        akka.WithActors(setup.StartAsync);
        akka.AddStartup((system, _) => setup.ConsumeAsync(system));
        return setup;
    }
}
