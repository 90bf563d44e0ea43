namespace ActorBus.Recovery;

/// <summary>What is changed in a dead letter before it is replayed.</summary>
public sealed record DeadLetterEdit
{
    /// <summary>The new body; null to keep it.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the new body; null to keep it.</summary>
    public string? ContentType { get; init; }

    /// <summary>Metadata to set; a null value removes. What is not named stays. Reserved names are refused.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; init; } = new Dictionary<string, object?>();
}
