namespace ActorBus.Distribution.Profiles;

/// <summary>What a message says of earlier tries at handling it. Read from headers, so never trusted beyond its limits.</summary>
/// <param name="Attempts">Tries that failed so far, over all instances.</param>
/// <param name="DelayedRetries">How many of them were followed by a delay at the broker.</param>
/// <param name="Handler">The only handler that it is meant for; null for all.</param>
/// <param name="FirstFailedAt">When it failed first; null when it has not.</param>
internal sealed record RetryState(int Attempts, int DelayedRetries, string? Handler, DateTimeOffset? FirstFailedAt)
{
    /// <summary>The highest number of attempts that a header is believed.</summary>
    public const int MaxAttempts = 1_000;

    /// <summary>Never tried.</summary>
    public static RetryState None { get; } = new(0, 0, null, null);
}
