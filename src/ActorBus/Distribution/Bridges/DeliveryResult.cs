namespace ActorBus.Distribution.Bridges;

/// <summary>What a settled delivery means for its consumer.</summary>
internal enum DeliveryResult
{
    /// <summary>Go on.</summary>
    Done,

    /// <summary>A failure policy says <c>throw</c>: consume no more.</summary>
    StopConsuming,
}
