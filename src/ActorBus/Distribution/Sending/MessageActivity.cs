using System.Diagnostics;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Profiles;

namespace ActorBus.Distribution.Sending;

/// <summary>The trace spans of sending and processing, named by the OpenTelemetry conventions for messaging.</summary>
internal static class MessageActivity
{
    /// <summary>Starts the span of a send; returns null when there is no listener.</summary>
    public static Activity? StartSend(Envelope envelope, IWireProfile profile, string system)
    {
        var source = ActorBusDiagnostics.Source;
        if (!source.HasListeners()) return null;
        var (context, message) = (envelope.Context, profile.Write(envelope));
        var destination = message.Exchange.Length > 0 ? message.Exchange : message.RoutingKey;
        var activity = source.StartActivity($"send {destination}", ActivityKind.Producer, context.TraceParent);
        if (activity is null) return null;
        activity.SetTag("messaging.system", system);
        activity.SetTag("messaging.operation.name", "send");
        activity.SetTag("messaging.operation.type", "send");
        activity.SetTag("messaging.destination.name", destination);
        activity.SetTag("messaging.rabbitmq.destination.routing_key", Printable.Cut(message.RoutingKey));
        activity.SetTag("messaging.message.id", context.MessageId);
        activity.SetTag("messaging.message.conversation_id", context.CorrelationId);
        activity.SetTag("messaging.message.body.size", message.Message.Body.Length);
        return activity;
    }

    /// <summary>Starts the span of handling a delivered message; returns null when there is no listener.</summary>
    public static Activity? StartProcess(Envelope envelope, string queue, string handler, string system)
    {
        var source = ActorBusDiagnostics.Source;
        if (!source.HasListeners()) return null;
        var context = envelope.Context;
        var activity = source.StartActivity($"process {queue}", ActivityKind.Consumer, context.TraceParent);
        if (activity is null) return null;
        activity.SetTag("messaging.system", system);
        activity.SetTag("messaging.operation.name", "process");
        activity.SetTag("messaging.operation.type", "process");
        activity.SetTag("messaging.destination.name", queue);
        activity.SetTag("messaging.message.id", context.MessageId);
        activity.SetTag("messaging.message.conversation_id", context.CorrelationId);
        activity.SetTag("messaging.message.body.size", envelope.Body.Length);
        activity.SetTag("actorbus.handler", handler);
        activity.SetTag("actorbus.attempt", context.Attempt);
        return activity;
    }
}
