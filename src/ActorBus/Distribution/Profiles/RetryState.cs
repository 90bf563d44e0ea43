namespace ActorBus.Distribution.Profiles;

/// <summary>The record of earlier handling attempts in a message. Read from headers and therefore not trusted beyond its limits.</summary>
/// <param name="Attempts">The number of failed attempts over all instances.</param>
/// <param name="DelayedRetries">How many of them were followed by a delay at the broker.</param>
/// <param name="Handler">The only handler that the message is for; null for all.</param>
/// <param name="FirstFailedAt">The time of the first failure; null when there was none.</param>
internal sealed record RetryState(int Attempts, int DelayedRetries, string? Handler, DateTimeOffset? FirstFailedAt)
{
    /// <summary>The highest number of attempts accepted from a header.</summary>
    public const int MaxAttempts = 1_000;

    /// <summary>The state of a message that has not been attempted yet.</summary>
    public static RetryState None { get; } = new(0, 0, null, null);
}
