namespace ActorBus.Distribution.Bridges;

/// <summary>What a delivery that was processed means for its consumer.</summary>
internal enum DeliveryResult
{
    /// <summary>Go on.</summary>
    Done,

    /// <summary>A failure policy demanded <c>throw</c>: stop consuming.</summary>
    StopConsuming,

    /// <summary>The same, and the delivery is unsettled: it goes back once nothing is consumed any more, or it would come again at once.</summary>
    StopAndGiveBack,
}
