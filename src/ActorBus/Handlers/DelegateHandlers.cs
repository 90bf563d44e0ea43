using System.Runtime.CompilerServices;
using ActorBus.Messages;

namespace ActorBus.Handlers;

/// <summary>Delegates that listeners put into the context, as handlers; each is examined once.</summary>
internal static class DelegateHandlers
{
    private static readonly ConditionalWeakTable<Delegate, HandlerDescriptor> Known = new();

    public static HandlerDescriptor DescriptorOf(Delegate callback, MessageKind kind) =>
        Known.GetValue(callback, created => Describe(created, kind));

    private static HandlerDescriptor Describe(Delegate callback, MessageKind kind)
    {
        var name = $"{callback.Method.DeclaringType}.{callback.Method.Name}";
        var method = HandlerMethod.Of(name, callback);
        if (method.FaultFor(kind) is { } fault) throw new ActorBusException($"Delegate '{name}' cannot handle a {kind}: {fault}.");
        return new HandlerDescriptor { Name = name, Kind = kind, RoutingKey = "#", MessageType = method.MessageType, Invoke = method.Invoke };
    }
}
