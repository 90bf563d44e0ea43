namespace ActorBus.Recovery;

/// <summary>Represents changes to a dead letter before it is replayed.</summary>
public sealed record DeadLetterEdit
{
    /// <summary>The new body; null to keep it.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the new body; null to keep it.</summary>
    public string? ContentType { get; init; }

    /// <summary>The metadata to set; a null value removes a name. Names not listed keep their value. Reserved names are refused.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; init; } = new Dictionary<string, object?>();
}
