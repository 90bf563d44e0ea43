using ActorBus.Handlers;
using ActorBus.Messages;

namespace Quickstart.Counting;

/// <summary>Knows how many handlers a message has to reach, over all services of this program.</summary>
internal sealed class Audience(IReadOnlyList<HandlerDescriptor> handlers)
{
    /// <summary>One copy for a command or message, one for each handler that listens to an event.</summary>
    public int CopiesOf(MessageContext message) => message.Kind == MessageKind.Event
        ? handlers.Count(handler => handler.Kind == MessageKind.Event && TopicPattern.Matches(handler.RoutingKey, message.RoutingKey))
        : 1;
}
