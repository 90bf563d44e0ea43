using System.Reflection;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Recovery;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus;

/// <summary>Configures one service: its handlers, its brokers and its options.</summary>
/// <remarks>
/// Nothing is created or validated before the host starts; every fault found then is reported together. Code takes precedence over configuration,
/// with two exceptions: settings that configuration gives for a handler by name override what the handler declares, and a broker kind named in
/// configuration overrides the one chosen in code.
/// </remarks>
public sealed class ActorBusBuilder
{
    internal ActorBusBuilder(string serviceName, IServiceCollection services)
    {
        ServiceName = serviceName;
        Services = services;
    }

    /// <summary>The name of the service.</summary>
    public string ServiceName { get; }

    /// <summary>The service collection of the host.</summary>
    public IServiceCollection Services { get; }

    internal List<Func<IReadOnlyList<HandlerDescriptor>>> HandlerClasses { get; } = [];

    internal List<HandlerDescriptor> HandlersByHand { get; } = [];

    /// <summary>Changes to the handlers of a class, or to all handlers where the class is null.</summary>
    internal List<(Type? Class, Func<HandlerDescriptor, HandlerDescriptor> Change)> HandlerChanges { get; } = [];

    internal List<Action<DistributionOptions>> DistributionChanges { get; } = [];

    internal List<Action<BusRuntimeOptions>> BusChanges { get; } = [];

    internal List<IMessageConverter> Converters { get; } = [];

    /// <summary>The assemblies the handlers come from, which are searched for the exception types that failure rules name.</summary>
    internal HashSet<Assembly> HandlerAssemblies { get; } = [];

    /// <summary>The assemblies that were added as a whole.</summary>
    internal HashSet<Assembly> WholeAssemblies { get; } = [];

    internal Config Hocon { get; private set; } = ConfigurationFactory.Empty;

    /// <summary>The default broker, where the service has its queue unless it only sends.</summary>
    internal BrokerBuilder Broker { get; } = new(ServiceMap.DefaultBroker);

    /// <summary>The additional brokers, in the order in which they were added.</summary>
    internal List<BrokerBuilder> Brokers { get; } = [];

    /// <summary>The kinds of broker that configuration can choose by name.</summary>
    internal Dictionary<string, BrokerChoice> BrokerKinds { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<Func<ServiceMap, ServiceMap>> MapChanges { get; } = [];

    /// <summary>The additional distributed buses by name, with the changes to their service maps.</summary>
    internal List<(string Name, Func<ServiceMap, ServiceMap> Map)> DistributedBuses { get; } = [];

    /// <summary>Adds all handlers of the assembly that contains a type.</summary>
    public ActorBusBuilder AddHandlersFromAssemblyOf<T>() => AddHandlersFromAssembly(typeof(T).Assembly);

    /// <summary>Adds all methods of an assembly that have a handler attribute. An assembly without any causes a warning at start.</summary>
    public ActorBusBuilder AddHandlersFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        HandlerAssemblies.Add(assembly);
        WholeAssemblies.Add(assembly);
        HandlerClasses.Add(() => HandlerDiscovery.FromAssembly(assembly));
        return this;
    }

    /// <summary>Adds the handlers of one class. A class without any handler method prevents the service from starting.</summary>
    public ActorBusBuilder AddHandler<T>()
        where T : class
    {
        HandlerAssemblies.Add(typeof(T).Assembly);
        HandlerClasses.Add(() => HandlerDiscovery.FromType(typeof(T)) is { Count: > 0 } found ? found : throw new HandlerRegistrationException([
            $"Class '{typeof(T)}' was added with AddHandler, but none of its methods is a handler. "
            + "Mark them with [CommandHandler], [EventHandler], [QueryHandler] or [ServiceActivator], or remove the line."]));
        return this;
    }

    /// <summary>Adds a handler from its descriptor.</summary>
    public ActorBusBuilder AddHandler(HandlerDescriptor handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        HandlerAssemblies.Add(handler.MessageType.Assembly);
        HandlersByHand.Add(handler);
        return this;
    }

    /// <summary>Applies a failure policy to all handlers of a class.</summary>
    public ActorBusBuilder OnFailure<T>(FailurePolicy policy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(policy);
        HandlerChanges.Add((typeof(T), handler => handler with { FailurePolicy = policy }));
        return this;
    }

    /// <summary>Registers a fallback that decides what happens to messages for which a handler of the class fails.</summary>
    public ActorBusBuilder OnFailure<T>(FailureFallback fallback)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(fallback);
        HandlerChanges.Add((typeof(T), handler => handler with { Fallback = fallback }));
        return this;
    }

    /// <summary>Sets the supervisor strategy of the routees of all handlers of a class, which decides about failed messages.</summary>
    /// <remarks>See <see cref="HandlerDescriptor.SupervisorStrategy"/> for the effect of the directives on a message.</remarks>
    public ActorBusBuilder OnFailure<T>(OneForOneStrategy strategy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(strategy);
        HandlerChanges.Add((typeof(T), handler => handler with { SupervisorStrategy = strategy }));
        return this;
    }

    /// <summary>Uses a broker that is owned and disposed elsewhere, for example one shared by several hosts.</summary>
    /// <param name="find">Retrieves the broker from the services of the host; called at start.</param>
    /// <param name="kind">The kind by which configuration refers to such brokers; null if it has none.</param>
    public ActorBusBuilder UseSharedBroker(Func<IServiceProvider, IBroker> find, string? kind = null)
    {
        Broker.UseSharedBroker(find, kind);
        return this;
    }

    /// <summary>Uses a broker that is created at start and disposed with the host. The last choice wins.</summary>
    /// <remarks>A kind configured in <c>ActorBus:Broker:Kind</c> takes precedence over this choice.</remarks>
    public ActorBusBuilder UseBroker(Func<IServiceProvider, IBroker> create)
    {
        Broker.UseBroker(create);
        return this;
    }

    /// <summary>Uses a broker of a kind with its own options, and makes that kind available to configuration.</summary>
    /// <param name="kind">The kind of broker.</param>
    /// <param name="configure">Changes the options after configuration has been applied.</param>
    public ActorBusBuilder UseBroker<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure = null)
        where TOptions : class
    {
        Broker.UseBroker(kind, configure);
        return AddBrokerKind(kind);
    }

    /// <summary>Makes a kind of broker available to configuration, in <c>ActorBus:Broker:Kind</c> and below <c>ActorBus:Brokers</c>.</summary>
    public ActorBusBuilder AddBrokerKind<TOptions>(BrokerKind<TOptions> kind)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        BrokerKinds[kind.Name] = BrokerChoice.Of(kind, null);
        return this;
    }

    /// <summary>Adds another broker for the service map to use. The service has a queue there as well, unless it only sends through it.</summary>
    /// <param name="name">
    /// The name of the broker in the service map and below <c>brokers</c> in configuration. Using a name again continues to configure the same
    /// broker.
    /// </param>
    /// <param name="configure">Configures the broker.</param>
    public ActorBusBuilder AddBroker(string name, Action<BrokerBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Brokers.Find(one => one.Name == name) is not { } broker) Brokers.Add(broker = new BrokerBuilder(name));
        configure?.Invoke(broker);
        return this;
    }

    /// <summary>Makes the service send-only: it has no queue on any broker and consumes nothing.</summary>
    public ActorBusBuilder SendOnly() => ConfigureDistribution(options => options.SendOnly = true);

    /// <summary>Changes the service map of the distributed bus, after configuration has been applied.</summary>
    public ActorBusBuilder MapServices(Func<ServiceMap, ServiceMap> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapChanges.Add(map);
        return this;
    }

    /// <summary>Registers the types of commands and queries that another service owns, so that they can be sent without naming it.</summary>
    /// <example><c>bus.RouteTo("shipping", routes => routes.Command&lt;ShipOrder>().Query&lt;GetParcel>())</c></example>
    /// <param name="service">The name of the service.</param>
    /// <param name="routes">Lists the types. A type that is routed to two services prevents the service from starting.</param>
    public ActorBusBuilder RouteTo(string service, Action<ServiceRoutes> routes)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(routes);
        return ConfigureDistribution(options => options.RouteTo(service, routes));
    }

    /// <summary>Adds another distributed bus with its own service map, registered as a keyed service under its name.</summary>
    /// <param name="name">The name of the bus; must differ from the names of services.</param>
    /// <param name="map">Changes the service map; null to use the map from configuration.</param>
    public ActorBusBuilder AddDistributedBus(string name, Func<ServiceMap, ServiceMap>? map = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        DistributedBuses.Add((name, map ?? (same => same)));
        return this;
    }

    /// <summary>Changes how the service sends to and receives from other services; called at start, after configuration has been applied.</summary>
    public ActorBusBuilder ConfigureDistribution(Action<DistributionOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        DistributionChanges.Add(change);
        return this;
    }

    /// <summary>Changes the options of the local buses; called at start, after configuration has been applied.</summary>
    public ActorBusBuilder ConfigureBuses(Action<BusRuntimeOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        BusChanges.Add(change);
        return this;
    }

    /// <summary>Adds a message converter that takes precedence over the built-in ones.</summary>
    public ActorBusBuilder AddConverter(IMessageConverter converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        Converters.Add(converter);
        return this;
    }

    /// <summary>
    /// Adds HOCON configuration: values below <c>actorbus</c> apply to the service where the configuration of the host does not set them, values
    /// below <c>akka</c> go to the actor system.
    /// </summary>
    /// <remarks>HOCON added earlier takes precedence. To configure all services of a host, use <c>builder.Configuration.AddHocon</c>.</remarks>
    public ActorBusBuilder AddHocon(Config hocon)
    {
        Hocon = Hocon.WithFallback(hocon);
        return this;
    }
}
