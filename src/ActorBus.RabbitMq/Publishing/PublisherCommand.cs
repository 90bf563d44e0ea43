namespace ActorBus.RabbitMq.Publishing;

/// <summary>A command for the writer loop.</summary>
/// <param name="Kind">The kind of command.</param>
/// <param name="Source">The channel it comes from; commands from a replaced channel are ignored.</param>
/// <param name="Number">The number of the publish that an answer refers to.</param>
/// <param name="Multiple">Whether the answer also covers all earlier publishes.</param>
/// <param name="Subject">The publish, the returned message or the reason.</param>
internal readonly record struct PublisherCommand(
    PublisherCommandKind Kind, object? Subject = null, ConfirmChannel? Source = null, ulong Number = 0, bool Multiple = false);
