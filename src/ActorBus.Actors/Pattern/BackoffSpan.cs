namespace ActorBus.Actors.Pattern;

/// <summary>Delays that double from a minimum to a maximum, with a random part on top.</summary>
internal sealed record BackoffSpan
{
    public BackoffSpan(TimeSpan minimum, TimeSpan maximum, double randomFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(minimum, TimeSpan.Zero, "minBackoff");
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum, "maxBackoff");
        ArgumentOutOfRangeException.ThrowIfLessThan(randomFactor, 0, nameof(randomFactor));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomFactor, 1, nameof(randomFactor));
        Minimum = minimum;
        Maximum = maximum;
        RandomFactor = randomFactor;
    }

    public TimeSpan Minimum { get; }

    public TimeSpan Maximum { get; }

    public double RandomFactor { get; }

    /// <summary>The delay before the next start, when so many have been made in a row.</summary>
    public TimeSpan DelayAfter(int starts)
    {
        var doubled = Minimum.Ticks * Math.Pow(2, Math.Min(starts, 62));
        var ticks = Math.Min(doubled, Maximum.Ticks) * (1 + (Random.Shared.NextDouble() * RandomFactor));
        return ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)ticks);
    }
}
