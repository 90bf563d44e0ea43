namespace ActorBus.Recovery;

/// <summary>What happens to a message whose handler failed, and how often it is tried again.</summary>
/// <remarks>
/// The rules are asked in order, the first that fits the exception (the handler's own, not its wrapper) wins; without one
/// <see cref="Action"/> holds. Retries count only while the outcome is <see cref="FailureAction.Retry"/>.
/// </remarks>
public sealed record FailurePolicy
{
    /// <summary>Three retries at once, then after 1, 10 and 60 seconds, then the dead letter queue.</summary>
    public static FailurePolicy Default { get; } = new();

    /// <summary>What happens when no rule fits.</summary>
    public FailureAction Action { get; init; } = FailureAction.Retry;

    /// <summary>What happens for particular exceptions; the first that fits wins.</summary>
    public IReadOnlyList<FailureRule> Rules { get; init; } = [];

    /// <summary>How often it is tried again at once, in the process, before each delay; 0 or more.</summary>
    public int ImmediateRetries { get; init; } = 3;

    /// <summary>How long the broker holds the message before each further try; empty for no delayed retry. Whole milliseconds.</summary>
    public IReadOnlyList<TimeSpan> DelayedRetries { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    /// <summary>What is wrong with this policy; empty when nothing is.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (ImmediateRetries is < 0 or > 100) faults.Add($"{nameof(ImmediateRetries)} is {ImmediateRetries}. Use 0 to 100.");
        if (DelayedRetries.Count > 32) faults.Add($"There are {DelayedRetries.Count} {nameof(DelayedRetries)}. Each delay is a queue; use at most 32.");
        faults.AddRange(DelayedRetries.Where(delay => delay < TimeSpan.FromMilliseconds(1) || delay > TimeSpan.FromDays(24))
            .Select(delay => $"A delay of {nameof(DelayedRetries)} is {delay}. Use 1 ms to 24 days."));
        faults.AddRange(Rules.Where(rule => !typeof(Exception).IsAssignableFrom(rule.ExceptionType))
            .Select(rule => $"A rule is for {rule.ExceptionType}, which is no exception."));
        return faults;
    }

    /// <summary>What happens to the message for this exception.</summary>
    public FailureAction ActionFor(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        foreach (var rule in Rules)
        {
            if (rule.ExceptionType.IsInstanceOfType(exception)) return rule.Action;
        }

        return Action;
    }
}
