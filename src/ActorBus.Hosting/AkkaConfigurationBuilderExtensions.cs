using ActorBus.Hosting.Composition;
using Akka.Configuration;
using Akka.Hosting;

namespace ActorBus.Hosting;

/// <summary>Extends <see cref="AkkaConfigurationBuilder"/> to run ActorBus in an actor system that the host configures itself.</summary>
public static class AkkaConfigurationBuilderExtensions
{
    /// <summary>Runs the services added with <c>AddActorBus</c> in this actor system.</summary>
    /// <remarks>
    /// The buses of the first service are in the actor registry, as <c>IRequiredActor&lt;CommandBus&gt;</c>, <c>&lt;EventBus&gt;</c>,
    /// <c>&lt;QueryBus&gt;</c> and <c>&lt;IDistributedBus&gt;</c>. Akka's coordinated shutdown drains the services before a node leaves its cluster,
    /// and stops the buses after it has left. Akka logs to the loggers of the host unless the host configures otherwise.
    /// </remarks>
    public static AkkaConfigurationBuilder WithActorBus(this AkkaConfigurationBuilder akka)
    {
        ArgumentNullException.ThrowIfNull(akka);
        SetupOf(akka);
        return akka;
    }

    /// <summary>Adds a service to this actor system, or continues to configure one added with <c>AddActorBus</c>.</summary>
    /// <remarks>
    /// The effect is that of <c>AddActorBus</c> with the same name, except for constructor injection: Akka.Hosting calls this method when the
    /// container is already complete, so call <c>services.AddActorBus()</c> as well to have <c>ICommandBus</c> and the other buses injected.
    /// </remarks>
    /// <param name="akka">The configuration of the actor system.</param>
    /// <param name="serviceName">The name of the service: letters, digits, dots, dashes and underscores.</param>
    /// <param name="configure">Configures the service.</param>
    public static AkkaConfigurationBuilder WithActorBus(
        this AkkaConfigurationBuilder akka, string serviceName, Action<ActorBusBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(akka);
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        SetupOf(akka).Descriptions.Add((serviceName, configure));
        return akka;
    }

    /// <summary>Returns the ActorBus setup of this actor system, creating it on first use.</summary>
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
