namespace ActorBus.RabbitMq.Publishing;

/// <summary>A command for the writer loop.</summary>
/// <param name="Kind">The kind of command.</param>
/// <param name="Subject">The publish, the event or the reason.</param>
/// <param name="Source">The channel it comes from; commands from a replaced channel are ignored.</param>
internal readonly record struct PublisherCommand(PublisherCommandKind Kind, object? Subject = null, ConfirmChannel? Source = null);
