using System.Collections.Immutable;
using System.Text;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Plugins;

namespace ActorBus.Pipeline;

/// <summary>Describes a bus at one moment.</summary>
/// <param name="Name">The name of the bus.</param>
/// <param name="Kind">The kind of message the bus accepts.</param>
/// <param name="Phases">The phases in the order in which they run.</param>
/// <param name="Plugins">The plugins in the order in which they were attached.</param>
/// <param name="Routes">The routes of the plugins that are routers, in their order.</param>
/// <param name="Handlers">The handlers in the order of their registration.</param>
public sealed record BusDescription(
    string Name, MessageKind Kind, IReadOnlyList<PhaseDescription> Phases, IReadOnlyList<string> Plugins,
    IReadOnlyList<RouteDescription> Routes, IReadOnlyList<HandlerDescription> Handlers)
{
    internal static BusDescription Of(MessageBus bus, PipelineSnapshot pipeline, ImmutableList<IMessageBusPlugin> plugins) => new(
        bus.Name,
        bus.Kind,
        [
            .. DefaultPipeline.PhaseNames.Select((name, phase) => new PhaseDescription(
                name,
                pipeline.IsActor(phase),
                [.. pipeline[phase].Select(entry => new ListenerDescription(entry.Priority, entry.Name, entry.Step is not null))])),
        ],
        [.. plugins.Select(plugin => plugin.GetType().Name)],
        [
            .. plugins.OfType<RouterPlugin>().SelectMany(
                router => router.Routes, (router, route) => new RouteDescription(router.GetType().Name, route.Key, HandlerText(route.Value))),
        ],
        [
            .. bus.Pools.Where(pool => pool.Handler is not null)
                .Select(pool => new HandlerDescription(pool.Name, pool.Handler!.Kind, pool.Handler.RoutingKey, pool.Concurrency, pool.Handler.IsDistributed)),
        ]);

    /// <summary>Returns the description for display, with one line for each part.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Name} ({Kind})\n");
        foreach (var phase in Phases)
        {
            text.Append($"  {phase.Name}{(phase.IsActor ? " (actor)" : "")}\n");
            foreach (var listener in phase.Listeners) text.Append($"    {listener.Priority,7} {listener.Name}\n");
        }

        foreach (var plugin in Plugins) text.Append($"  plugin {plugin}\n");
        foreach (var route in Routes) text.Append($"  {route.Route} -> {route.Handler} (by {route.Plugin})\n");
        foreach (var handler in Handlers)
            text.Append($"  {handler.RoutingKey} -> {handler.Name} x{handler.Concurrency}{(handler.IsDistributed ? " (distributed)" : "")}\n");
        return text.ToString();
    }

    private static string HandlerText(object handler) => handler switch
    {
        string id => $"'{id}'",
        HandlerDescriptor registered => registered.Name,
        Delegate callback => Listener.NameOf(callback),
        _ => handler.GetType().ToString(),
    };
}
