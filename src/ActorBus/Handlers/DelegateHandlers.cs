using System.Reflection;
using System.Runtime.CompilerServices;
using ActorBus.Messages;

namespace ActorBus.Handlers;

/// <summary>Delegates that listeners put into the context, as handlers; each method is examined and compiled once.</summary>
internal static class DelegateHandlers
{
    private static readonly ConditionalWeakTable<MethodInfo, HandlerMethod> Methods = new();

    // By the kind of message: what may handle a command may be no answer to a query.
    private static readonly ConditionalWeakTable<Delegate, HandlerDescriptor>[] Known =
        [.. Enum.GetValues<MessageKind>().Select(_ => new ConditionalWeakTable<Delegate, HandlerDescriptor>())];

    public static HandlerDescriptor DescriptorOf(Delegate callback, MessageKind kind) =>
        Known[(int)kind].TryGetValue(callback, out var known) ? known : Known[(int)kind].GetValue(callback, created => Describe(created, kind));

    private static HandlerDescriptor Describe(Delegate callback, MessageKind kind)
    {
        var name = $"{callback.Method.DeclaringType}.{callback.Method.Name}";
        var method = Methods.GetValue(callback.Method, _ => HandlerMethod.Of(name, callback));
        if (!method.Fits(callback)) method = HandlerMethod.Of(name, callback);
        if (method.FaultFor(kind) is { } fault) throw new ActorBusException($"Delegate '{name}' cannot handle a {kind}: {fault}.");
        return new HandlerDescriptor
        {
            Name = name,
            Kind = kind,
            RoutingKey = "#",
            MessageType = method.MessageType,
            Invoke = method.InvokerOf(callback),
        };
    }
}
