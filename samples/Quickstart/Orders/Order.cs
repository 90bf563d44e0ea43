using ActorBus.Messages;

namespace Quickstart.Orders;

/// <summary>What one line of the input asks the shop to send.</summary>
/// <param name="Kind">Command, event or message.</param>
/// <param name="Destination">The service; null for events.</param>
/// <param name="Name">Routing key of a command or event, channel of a message.</param>
/// <param name="Body">The payload as it is sent.</param>
/// <param name="MediaType">What the body is.</param>
/// <param name="Metadata">What travels with it.</param>
internal sealed record Order(
    MessageKind Kind, string? Destination, string Name, string Body, string MediaType, Metadata Metadata);
