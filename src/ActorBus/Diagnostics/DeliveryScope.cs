using System.Collections;
using ActorBus.Distribution;
using ActorBus.Messages;
using Microsoft.Extensions.Logging;

namespace ActorBus.Diagnostics;

/// <summary>The logger scope around a handler that runs for a message from another service; what the handler logs carries these properties.</summary>
/// <remarks>Handlers that are actors run without the scope, because nothing flows into a mailbox.</remarks>
internal sealed class DeliveryScope(
    ILogger log, string service, string broker, string queue, string handler, MessageContext message, int attempt)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 8;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Service", service),
        1 => new("Broker", broker),
        2 => new("Queue", queue),
        3 => new("Handler", handler),
        4 => new("MessageName", Printable.Cut(message.RoutingKey)),
        5 => new("MessageId", Printable.Cut(message.MessageId)),
        6 => new("CorrelationId", Printable.Cut(message.CorrelationId)),
        7 => new("Attempt", attempt),
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A scope has eight properties."),
    };

    /// <summary>Begins the scope, which ends when the result is disposed.</summary>
    public IDisposable? Begin() => log.BeginScope(this);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the properties as text, for loggers that write scopes as text.</summary>
    public override string ToString() => string.Join(' ', this.Select(property => $"{property.Key}:{property.Value}"));
}
