using System.Runtime.CompilerServices;
using ActorBus.Messages;

namespace ActorBus.Handlers;

/// <summary>A message producer as a handler.</summary>
internal static class ProducerHandler
{
    private static readonly ConditionalWeakTable<IMessageProducer, HandlerDescriptor> Known = new();

    public static HandlerDescriptor DescriptorOf(IMessageProducer producer, MessageKind kind) =>
        Known.GetValue(producer, created => new HandlerDescriptor
        {
            Name = created.GetType().ToString(),
            Kind = kind,
            RoutingKey = "#",
            MessageType = typeof(object),
            Invoke = invocation => invocation.Kind == MessageKind.Query
                ? DeferredAnswer.RunAsync((query, deferred) => ProduceAsync(created, query, deferred), invocation)
                : ProduceAsync(created, invocation, null),
        });

    private static async ValueTask<object?> ProduceAsync(IMessageProducer producer, HandlerInvocation invocation, QueryDeferred? answer)
    {
        await producer.ProduceAsync(invocation.Message, answer, invocation.CancellationToken).ConfigureAwait(false);
        return null;
    }
}
