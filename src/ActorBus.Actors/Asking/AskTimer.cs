namespace ActorBus.Actors.Asking;

/// <summary>The limit of an ask.</summary>
internal sealed class AskTimer(IPromise promise, ICanTell target, TimeSpan limit) : WheelTimer
{
    public TimeSpan Limit => limit;

    /// <summary>The question, for the text of the failure.</summary>
    public object? Message { get; set; }

    public override void Fire() => promise.TryComplete(new AskTimeoutException(
        $"'{AskTarget.Name(target)}' did not reply to {Message?.GetType().Name ?? "the question"} within {limit.TotalSeconds:0.###} seconds; "
        + "see the dead letters for whether it exists, or allow more time."));
}
