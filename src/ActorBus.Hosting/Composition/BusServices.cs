using ActorBus.Hosting.Running;
using ActorBus.Raw;
using ActorBus.Recovery;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ActorBus.Hosting.Composition;

/// <summary>What of a service can be injected: its buses, and their actors.</summary>
internal static class BusServices
{
    private static readonly Dictionary<Type, Func<ServiceRuntime, object>> Defaults = new()
    {
        [typeof(BusRuntime)] = service => service.Buses,
        [typeof(ICommandBus)] = service => service.Buses.Commands,
        [typeof(IEventBus)] = service => service.Buses.Events,
        [typeof(IQueryBus)] = service => service.Buses.Queries,
        [typeof(IDistributedBus)] = service => service.Distributed,
        [typeof(IRawBus)] = service => service.Raw,
        [typeof(IDeadLetters)] = service => service.DeadLetters,
        [typeof(IRequiredActor<CommandBus>)] = service => ActorOf<CommandBus>(service.Buses.Commands),
        [typeof(IRequiredActor<EventBus>)] = service => ActorOf<EventBus>(service.Buses.Events),
        [typeof(IRequiredActor<QueryBus>)] = service => ActorOf<QueryBus>(service.Buses.Queries),
        [typeof(IRequiredActor<IDistributedBus>)] = service => new RequiredBus<IDistributedBus>(() => service.DistributedActor),
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

    /// <summary>Adds the buses of the first service without a key, and every bus with its name as the key.</summary>
    public static void AddUnkeyed(IServiceCollection services)
    {
        foreach (var (type, find) in Defaults)
            services.TryAdd(ServiceDescriptor.Singleton(type, provider => find(provider.GetRequiredService<HostRuntime>().First)));
        // Further buses may be named in configuration alone; the names of services are registered themselves.
        services.TryAddKeyedSingleton(KeyedService.AnyKey, (provider, key) => provider.GetRequiredService<HostRuntime>().FindBus(key));
        foreach (var type in Named.Keys)
            services.TryAdd(ServiceDescriptor.KeyedSingleton(type, KeyedService.AnyKey, (provider, key) => Find(provider, type, key)));
        services.TryAddSingleton(provider => ActorRegistry.For(provider.GetRequiredService<HostRuntime>().System));
        services.TryAddSingleton<IReadOnlyActorRegistry>(provider => provider.GetRequiredService<ActorRegistry>());
        services.TryAddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
    }

    /// <summary>Adds the buses of a service with the service's name as the key.</summary>
    public static void AddKeyed(IServiceCollection services, string name)
    {
        foreach (var (type, find) in Defaults)
            services.TryAdd(ServiceDescriptor.KeyedSingleton(type, name, (provider, _) => find(provider.GetRequiredService<HostRuntime>().Find(name))));
    }

    /// <summary>What a service's own handlers get without a key; null for what is no bus.</summary>
    public static object? Own(ServiceRuntime service, Type type) => Defaults.TryGetValue(type, out var find) ? find(service) : null;

    /// <summary>The bus of this name in a service; null when there is none of that kind.</summary>
    public static object? Own(ServiceRuntime service, Type type, string name) =>
        type == typeof(IDistributedBus) ? service.FindBus(name)
        : Named.TryGetValue(type, out var find) && service.Buses.Buses.FirstOrDefault(bus => bus.Name == name) is { } bus ? find(bus) : null;

    /// <summary>Lets actors look the buses of the first service up by their types.</summary>
    public static void Register(ActorSystem system, ServiceRuntime first)
    {
        var registry = ActorRegistry.For(system);
        registry.TryRegister<CommandBus>(first.Buses.Commands.Actor);
        registry.TryRegister<EventBus>(first.Buses.Events.Actor);
        registry.TryRegister<QueryBus>(first.Buses.Queries.Actor);
        registry.TryRegister<IDistributedBus>(first.DistributedActor);
    }

    private static object Find(IServiceProvider provider, Type type, object? key)
    {
        var services = provider.GetRequiredService<HostRuntime>().Services;
        var (service, bus) = key is string text && text.Split('/') is [var one, var other] ? (one, other) : (null, key as string ?? "");
        var found = services.Where(runtime => service is null || runtime.Setup.Name == service)
            .Select(runtime => Own(runtime, type, bus)).FirstOrDefault(candidate => candidate is not null);
        return found ?? throw new ActorBusException(
            $"There is no {type} for the key '{key}'. Use the name of a service, the name of a bus, or both as service/bus; there is: "
            + $"{string.Join(", ", services.SelectMany(runtime => runtime.Buses.Buses, (runtime, each) => $"'{runtime.Setup.Name}/{each.Name}' ({each.Kind})"))}.");
    }

    private static RequiredBus<TBus> ActorOf<TBus>(IMessageBus bus) => new(() => bus.Actor);
}
