namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>One round of one subject.</summary>
/// <param name="Operations">How many operations were measured.</param>
/// <param name="Used">What they took.</param>
internal sealed record Round(int Operations, Usage Used)
{
    /// <summary>The milliseconds that messages took, in ascending order, where that is measured.</summary>
    public double[] Milliseconds { get; init; } = [];

    /// <summary>How many messages should lie in the queue at the end.</summary>
    public int LeftInQueue { get; init; }

    /// <summary>How many messages the handler should have been given since the last call of <see cref="Arrivals.Expect"/>.</summary>
    public int Handled { get; init; }

    /// <summary>How many queries the handler should have been given since then.</summary>
    public int Asked { get; init; }

    /// <summary>Operations per second.</summary>
    public double Rate => Operations / Used.Seconds;
}
