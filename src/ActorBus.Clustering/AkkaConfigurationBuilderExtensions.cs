using ActorBus.Clustering.Composition;
using ActorBus.Hosting.Composition;
using Akka.Cluster.Tools.Singleton;
using Akka.Hosting;

namespace ActorBus.Clustering;

/// <summary>Registers ActorBus with Akka.Hosting.</summary>
public static class AkkaConfigurationBuilderExtensions
{
    /// <summary>Runs the service that is named like the actor system in it, or a service that the host has added by itself.</summary>
    /// <inheritdoc cref="WithActorBus(AkkaConfigurationBuilder, string, Action{ActorBusBuilder}?, Func{ActorBusNodeOptions, ActorBusNodeOptions}?)"/>
    public static AkkaConfigurationBuilder WithActorBus(
        this AkkaConfigurationBuilder akka, Action<ActorBusBuilder>? bus = null, Func<ActorBusNodeOptions, ActorBusNodeOptions>? node = null)
    {
        ArgumentNullException.ThrowIfNull(akka);
        return Declare(akka, new ServiceDeclaration(null, bus, node));
    }

    /// <summary>Runs a service in the actor system: its buses are in the actor registry, and its consumer is where the cluster says.</summary>
    /// <remarks>
    /// <para>The buses of the first service are <c>IRequiredActor&lt;CommandBus&gt;</c>, <c>&lt;EventBus&gt;</c> and
    /// <c>&lt;QueryBus&gt;</c>: the node's own, or, on a member of a cluster without the role of the service, a router to
    /// those of the members that have it.</para>
    /// <para>Without a cluster the service consumes when all actors have started. In a cluster it consumes on members with the
    /// role, once they are up; an exclusive one on a single member. CoordinatedShutdown drains it before the node leaves.</para>
    /// <para>For <c>ICommandBus</c> and the others in constructors, add the service with <c>AddActorBus</c> beside
    /// <c>AddAkka</c>, and say here only how the node takes part.</para>
    /// </remarks>
    /// <param name="akka">The actor system.</param>
    /// <param name="serviceName">The service's own name.</param>
    /// <param name="bus">Says what it consists of; null when <c>AddActorBus</c> says it.</param>
    /// <param name="node">Says how the node takes part in the cluster; called at start, with what HOCON says.</param>
    public static AkkaConfigurationBuilder WithActorBus(
        this AkkaConfigurationBuilder akka, string serviceName, Action<ActorBusBuilder>? bus = null,
        Func<ActorBusNodeOptions, ActorBusNodeOptions>? node = null)
    {
        ArgumentNullException.ThrowIfNull(akka);
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        return Declare(akka, new ServiceDeclaration(serviceName, bus, node));
    }

    private static AkkaConfigurationBuilder Declare(AkkaConfigurationBuilder akka, ServiceDeclaration declaration)
    {
        if (akka.Setups.OfType<ActorBusSetup>().FirstOrDefault() is { } known)
        {
            known.Declarations.Add(declaration);
            return akka;
        }

        var setup = new ActorBusSetup { Declarations = { declaration } };
        akka.AddSetup(setup);
        akka.AddHocon(NodeConfiguration.Load(), HoconAddMode.Append);
        akka.AddHocon(ReferenceConfiguration.Load(), HoconAddMode.Append);
        akka.AddHocon(ClusterSingleton.DefaultConfig(), HoconAddMode.Append);
        akka.WithActors(setup.StartAsync);
        akka.AddStartup((_, _) => setup.ConsumeAsync());
        return akka;
    }
}
