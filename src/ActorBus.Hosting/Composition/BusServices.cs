using ActorBus.Hosting.Running;
using ActorBus.Pipeline;
using ActorBus.Raw;
using ActorBus.Recovery;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ActorBus.Hosting.Composition;

/// <summary>Registers the buses of a service and their actors for injection.</summary>
/// <remarks>
/// The actors of the first service's buses are in the registry of Akka.Hosting, which provides <c>IRequiredActor&lt;CommandBus&gt;</c> for them.
/// </remarks>
internal static class BusServices
{
    private static readonly Dictionary<Type, Func<ActorBusService, object>> Whole = new()
    {
        [typeof(ActorBusService)] = service => service,
        [typeof(BusRuntime)] = service => service.Local,
    };

    private static readonly Dictionary<Type, Func<ActorBusService, object>> Buses = new()
    {
        [typeof(ICommandBus)] = service => service.Local.Commands,
        [typeof(IEventBus)] = service => service.Local.Events,
        [typeof(IQueryBus)] = service => service.Local.Queries,
        [typeof(IDistributedBus)] = service => service.Distributed,
        [typeof(IRawBus)] = service => service.Raw,
        [typeof(IDeadLetters)] = service => service.DeadLetters,
    };

    private static readonly Dictionary<Type, Func<ActorBusService, object>> Unkeyed = new(Whole.Concat(Buses));

    private static readonly Dictionary<Type, Func<ActorBusService, object>> Actors = new()
    {
        [typeof(IRequiredActor<CommandBus>)] = service => ActorOf<CommandBus>(service.Local.Commands),
        [typeof(IRequiredActor<EventBus>)] = service => ActorOf<EventBus>(service.Local.Events),
        [typeof(IRequiredActor<QueryBus>)] = service => ActorOf<QueryBus>(service.Local.Queries),
        [typeof(IRequiredActor<IDistributedBus>)] = service => new RequiredBus<IDistributedBus>(() => service.DistributedActor, service.Started),
    };

    private static readonly Dictionary<Type, Func<IMessageBus, object?>> Named = new()
    {
        [typeof(ICommandBus)] = bus => bus as ICommandBus,
        [typeof(IEventBus)] = bus => bus as IEventBus,
        [typeof(IQueryBus)] = bus => bus as IQueryBus,
        [typeof(IRequiredActor<CommandBus>)] = bus => bus is CommandBus ? ActorOf<CommandBus>(bus) : null,
        [typeof(IRequiredActor<EventBus>)] = bus => bus is EventBus ? ActorOf<EventBus>(bus) : null,
        [typeof(IRequiredActor<QueryBus>)] = bus => bus is QueryBus ? ActorOf<QueryBus>(bus) : null,
    };

    /// <summary>
    /// Registers the buses without a key, those of the first service or, for what is made for a handler, of the handler's own, and every bus with its
    /// name as the key.
    /// </summary>
    public static void AddUnkeyed(IServiceCollection services)
    {
        // Not singletons: whose bus it is depends on the scope. They own nothing that the end of the scope would dispose.
        foreach (var (type, find) in Buses)
            services.TryAdd(ServiceDescriptor.Transient(type, provider => find(provider.GetRequiredService<ServiceDirectory>().OwnerOf(provider))));
        foreach (var (type, find) in Whole)
            services.TryAdd(ServiceDescriptor.Singleton(type, provider => find(provider.GetRequiredService<ServiceDirectory>().First)));
        // Additional buses may be named only in configuration; the names of services are registered explicitly.
        services.TryAddKeyedSingleton(KeyedService.AnyKey, (provider, key) => provider.GetRequiredService<ServiceDirectory>().FindBus(key));
        foreach (var type in Named.Keys)
            services.TryAdd(ServiceDescriptor.KeyedSingleton(type, KeyedService.AnyKey, (provider, key) => Find(provider, type, key)));
    }

    /// <summary>Registers the buses of a service with the name of the service as the key.</summary>
    public static void AddKeyed(IServiceCollection services, string name)
    {
        foreach (var (type, find) in Unkeyed.Concat(Actors))
            services.TryAdd(ServiceDescriptor.KeyedSingleton(type, name, (provider, _) => find(provider.GetRequiredService<ServiceDirectory>().Find(name))));
    }

    /// <summary>Returns whether the handlers of a service resolve this type from their own service.</summary>
    public static bool IsOwn(Type type) => Unkeyed.ContainsKey(type) || Actors.ContainsKey(type);

    /// <summary>Returns what the handlers of a service resolve without a key; null when the type is not a bus.</summary>
    public static object? Own(ActorBusService service, Type type) =>
        Unkeyed.TryGetValue(type, out var find) || Actors.TryGetValue(type, out find) ? find(service) : null;

    /// <summary>Returns the bus with a name in a service; null when there is none of that kind.</summary>
    public static object? Own(ActorBusService service, Type type, string name) =>
        type == typeof(IDistributedBus) ? service.DistributedBuses.GetValueOrDefault(name)
        : Named.TryGetValue(type, out var find) && service.Local.Buses.FirstOrDefault(bus => bus.Name == name) is { } bus ? find(bus) : null;

    private static object Find(IServiceProvider provider, Type type, object? key)
    {
        var services = provider.GetRequiredService<ServiceDirectory>().Services;
        var (name, bus) = key is string text && text.Split('/') is [var one, var other] ? (one, other) : (null, key as string ?? "");
        var found = services.Where(service => name is null || service.Name == name)
            .Select(service => Own(service, type, bus)).FirstOrDefault(candidate => candidate is not null);
        return found ?? throw new ActorBusException(
            $"There is no {type} for the key '{key}'. Use the name of a service, the name of a bus, or both as service/bus; there is: "
            + $"{string.Join(", ", services.SelectMany(service => service.Local.Buses, (service, each) => $"'{service.Name}/{each.Name}' ({each.Kind})"))}.");
    }

    private static RequiredBus<TBus> ActorOf<TBus>(IMessageBus bus) => new(() => bus.Actor, ((MessageBus)bus).Started);
}
