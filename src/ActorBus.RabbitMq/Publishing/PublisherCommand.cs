namespace ActorBus.RabbitMq.Publishing;

/// <summary>What reaches the writer loop.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The channel it comes from; what comes from a channel that was replaced is ignored.</param>
/// <param name="Number">The publish that an answer is about.</param>
/// <param name="Multiple">True when it is about all earlier ones too.</param>
/// <param name="Subject">The publish, the return, the reason.</param>
internal readonly record struct PublisherCommand(
    PublisherCommandKind Kind, object? Subject = null, ConfirmChannel? Source = null, ulong Number = 0, bool Multiple = false);
