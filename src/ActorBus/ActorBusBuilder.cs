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

/// <summary>Says what one service consists of: its handlers, its broker and its options.</summary>
/// <remarks>
/// Nothing is made or checked here: all of it is when the host starts, and everything that is wrong is reported together. What
/// is said here is stronger than every configuration, but for two things: what configuration says of a handler by its name is stronger than
/// what the handler declares, and a kind of broker that it names is stronger than the one that is chosen here.
/// </remarks>
public sealed class ActorBusBuilder
{
    internal ActorBusBuilder(string serviceName, IServiceCollection services)
    {
        ServiceName = serviceName;
        Services = services;
    }

    /// <summary>The service's own name.</summary>
    public string ServiceName { get; }

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    internal List<Func<IReadOnlyList<HandlerDescriptor>>> HandlerClasses { get; } = [];

    internal List<HandlerDescriptor> HandlersByHand { get; } = [];

    /// <summary>What is said of the handlers of a class; of all handlers where it is null.</summary>
    internal List<(Type? Class, Func<HandlerDescriptor, HandlerDescriptor> Change)> HandlerChanges { get; } = [];

    internal List<Action<DistributionOptions>> DistributionChanges { get; } = [];

    internal List<Action<BusRuntimeOptions>> BusChanges { get; } = [];

    internal List<IMessageConverter> Converters { get; } = [];

    /// <summary>Where the handlers come from; the exceptions that rules name are looked for there.</summary>
    internal HashSet<Assembly> HandlerAssemblies { get; } = [];

    /// <summary>The assemblies of which every handler is taken.</summary>
    internal HashSet<Assembly> WholeAssemblies { get; } = [];

    internal Config Hocon { get; private set; } = ConfigurationFactory.Empty;

    /// <summary>The broker where the service has its queue, unless it only sends.</summary>
    internal BrokerBuilder Broker { get; } = new(ServiceMap.DefaultBroker);

    /// <summary>Further brokers, in the order of adding.</summary>
    internal List<BrokerBuilder> Brokers { get; } = [];

    /// <summary>Brokers that configuration can choose by a word.</summary>
    internal Dictionary<string, BrokerChoice> BrokerKinds { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal List<Func<ServiceMap, ServiceMap>> MapChanges { get; } = [];

    /// <summary>Further distributed buses by name, with what was said of their maps.</summary>
    internal List<(string Name, Func<ServiceMap, ServiceMap> Map)> DistributedBuses { get; } = [];

    /// <summary>Adds all handlers of the assembly that holds a type.</summary>
    public ActorBusBuilder AddHandlersFromAssemblyOf<T>() => AddHandlersFromAssembly(typeof(T).Assembly);

    /// <summary>Adds all handlers of an assembly: the methods with a handler attribute. One that has none is a warning at start.</summary>
    public ActorBusBuilder AddHandlersFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        HandlerAssemblies.Add(assembly);
        WholeAssemblies.Add(assembly);
        HandlerClasses.Add(() => HandlerDiscovery.FromAssembly(assembly));
        return this;
    }

    /// <summary>Adds the handlers of one class. A class that has none is a fault that ends the start.</summary>
    public ActorBusBuilder AddHandler<T>()
        where T : class
    {
        HandlerAssemblies.Add(typeof(T).Assembly);
        HandlerClasses.Add(() => HandlerDiscovery.FromType(typeof(T)) is { Count: > 0 } found ? found : throw new HandlerRegistrationException([
            $"Class '{typeof(T)}' was added with AddHandler, but none of its methods is a handler. "
            + "Mark them with [CommandHandler], [EventHandler], [QueryHandler] or [ServiceActivator], or remove the line."]));
        return this;
    }

    /// <summary>Adds a handler that was described by hand.</summary>
    public ActorBusBuilder AddHandler(HandlerDescriptor handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        HandlerAssemblies.Add(handler.MessageType.Assembly);
        HandlersByHand.Add(handler);
        return this;
    }

    /// <summary>Has the handlers of a class follow a failure policy of their own.</summary>
    public ActorBusBuilder OnFailure<T>(FailurePolicy policy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(policy);
        HandlerChanges.Add((typeof(T), handler => handler with { FailurePolicy = policy }));
        return this;
    }

    /// <summary>Has a fallback decide what becomes of messages on which the handlers of a class fail.</summary>
    public ActorBusBuilder OnFailure<T>(FailureFallback fallback)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(fallback);
        HandlerChanges.Add((typeof(T), handler => handler with { Fallback = fallback }));
        return this;
    }

    /// <summary>Has a supervisor strategy decide what happens to routees and messages when the handlers of a class fail.</summary>
    /// <remarks>See <see cref="HandlerDescriptor.SupervisorStrategy"/> for what its directives do to a message.</remarks>
    public ActorBusBuilder OnFailure<T>(OneForOneStrategy strategy)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(strategy);
        HandlerChanges.Add((typeof(T), handler => handler with { SupervisorStrategy = strategy }));
        return this;
    }

    /// <summary>Uses a broker that somebody else owns and disposes, for example one that several hosts share.</summary>
    /// <param name="find">Finds it among the host's services; called at start.</param>
    /// <param name="kind">The word that configuration has for brokers like it; null for none.</param>
    public ActorBusBuilder UseSharedBroker(Func<IServiceProvider, IBroker> find, string? kind = null)
    {
        Broker.UseSharedBroker(find, kind);
        return this;
    }

    /// <summary>Uses a broker that is made at start and disposed with the host; the last choice counts.</summary>
    /// <remarks>Code chooses where configuration is silent: a kind in <c>ActorBus:Broker:Kind</c> is stronger.</remarks>
    public ActorBusBuilder UseBroker(Func<IServiceProvider, IBroker> create)
    {
        Broker.UseBroker(create);
        return this;
    }

    /// <summary>Uses a broker of a kind that has options of its own, and lets configuration choose that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="configure">Changes the options, on top of what configuration says.</param>
    public ActorBusBuilder UseBroker<TOptions>(BrokerKind<TOptions> kind, Action<TOptions>? configure = null)
        where TOptions : class
    {
        Broker.UseBroker(kind, configure);
        return AddBrokerKind(kind);
    }

    /// <summary>Lets configuration choose a kind of broker, by <c>ActorBus:Broker:Kind</c> or for a name below <c>ActorBus:Brokers</c>.</summary>
    public ActorBusBuilder AddBrokerKind<TOptions>(BrokerKind<TOptions> kind)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        BrokerKinds[kind.Name] = BrokerChoice.Of(kind, null);
        return this;
    }

    /// <summary>Adds a further broker, which the service map can use, and on which the service has a queue too unless it only sends there.</summary>
    /// <param name="name">Its name in the service map and below <c>brokers</c> in configuration. A name that was added before goes on where it was left.</param>
    /// <param name="configure">Says which broker it is.</param>
    public ActorBusBuilder AddBroker(string name, Action<BrokerBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Brokers.Find(one => one.Name == name) is not { } broker) Brokers.Add(broker = new BrokerBuilder(name));
        configure?.Invoke(broker);
        return this;
    }

    /// <summary>Only sends: no queue is made on any broker and nothing is consumed.</summary>
    public ActorBusBuilder SendOnly() => ConfigureDistribution(options => options.SendOnly = true);

    /// <summary>Says where the distributed bus sends; on top of what configuration says.</summary>
    public ActorBusBuilder MapServices(Func<ServiceMap, ServiceMap> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapChanges.Add(map);
        return this;
    }

    /// <summary>Adds a further distributed bus with a service map of its own; a keyed service by its name.</summary>
    /// <param name="name">Its name; not that of a service.</param>
    /// <param name="map">Where it sends; null for what configuration says.</param>
    public ActorBusBuilder AddDistributedBus(string name, Func<ServiceMap, ServiceMap>? map = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        DistributedBuses.Add((name, map ?? (same => same)));
        return this;
    }

    /// <summary>Changes how the service sends to and receives from others; called at start, with what configuration says.</summary>
    public ActorBusBuilder ConfigureDistribution(Action<DistributionOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        DistributionChanges.Add(change);
        return this;
    }

    /// <summary>Changes the local buses; called at start, with what configuration says.</summary>
    public ActorBusBuilder ConfigureBuses(Action<BusRuntimeOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        BusChanges.Add(change);
        return this;
    }

    /// <summary>Adds a converter, asked before the built-in ones.</summary>
    public ActorBusBuilder AddConverter(IMessageConverter converter)
    {
        ArgumentNullException.ThrowIfNull(converter);
        Converters.Add(converter);
        return this;
    }

    /// <summary>
    /// Adds HOCON: what it says below <c>actorbus</c> holds for the service where the host's configuration says nothing else, what it says below
    /// <c>akka</c> goes to the actor system.
    /// </summary>
    /// <remarks>What was added before is stronger. For all services of a host, add it to the host's configuration: <c>builder.Configuration.AddHocon</c>.</remarks>
    public ActorBusBuilder AddHocon(Config hocon)
    {
        Hocon = Hocon.WithFallback(hocon);
        return this;
    }
}
