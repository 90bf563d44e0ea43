namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>One round of one subject.</summary>
/// <param name="Operations">How many it did.</param>
/// <param name="Used">What it took.</param>
internal sealed record Round(int Operations, Usage Used)
{
    /// <summary>The milliseconds that messages took, in ascending order, where that is measured.</summary>
    public double[] Milliseconds { get; init; } = [];

    public double Rate => Operations / Used.Seconds;
}
