namespace ActorBus.Recovery;

/// <summary>What happens to a message whose handler failed, and how often it is tried again.</summary>
/// <remarks>
/// The rules are asked in order, the first that fits the exception (the handler's own, not its wrapper) wins; without one
/// <see cref="Action"/> holds. Retries count only while the outcome is <see cref="FailureAction.Retry"/>.
/// </remarks>
public sealed record FailurePolicy
{
    private const int JitterSteps = 4;
    private const int MostDelays = 32;
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(15);

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

    /// <summary>
    /// By how much a delay may be longer than said, in percent, so that what failed together does not come back together; 0 to
    /// 100, 0 unless said otherwise. Never shorter. Each delay then has four queues instead of one.
    /// </summary>
    public int JitterPercent { get; init; }

    /// <summary>
    /// True: messages with the same partition key (<see cref="Handlers.HandlerDescriptor.PartitionKey"/>) are handled in the order
    /// of the queue, also when one of them fails: it is tried again where it is, after the same delays, and those of its key wait
    /// behind it until it succeeded or became a dead letter. Other keys go on.
    /// </summary>
    /// <remarks>
    /// What waits is held in memory, and takes no place of the prefetch: up to <see cref="Distribution.DistributionOptions.OrderBuffer"/> messages;
    /// when more wait, other keys wait too. The order is that of one process: with several instances also set
    /// <see cref="Distribution.DistributionOptions.SingleActiveConsumer"/>.
    /// </remarks>
    public bool KeepOrder { get; init; }

    /// <summary>Delays of which each is so many times as long as the one before, for <see cref="DelayedRetries"/>: 10, 20, 40, 80 ms.</summary>
    /// <param name="first">The first delay.</param>
    /// <param name="factor">How many times as long the next one is; 1 or more.</param>
    /// <param name="retries">How many there are; 1 to 32.</param>
    /// <param name="longest">Delays that would be longer are left out, with the retries after them; null for none.</param>
    /// <returns>The delays, rounded to whole milliseconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or a delay longer than 24 days.</exception>
    public static IReadOnlyList<TimeSpan> ExponentialDelays(TimeSpan first, double factor, int retries, TimeSpan? longest = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, ShortestDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(retries, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retries, MostDelays);
        var delays = Enumerable.Range(0, retries).Select(retry => Math.Round(first.TotalMilliseconds * Math.Pow(factor, retry)))
            .TakeWhile(delay => !(delay > longest?.TotalMilliseconds)).ToArray();
        if (delays.Length > 0 && !(delays[^1] <= LongestDelay.TotalMilliseconds))
        {
            throw new ArgumentOutOfRangeException(
                nameof(retries), retries, $"From {first} and by {factor}, {retries} delays come to more than {LongestDelay}. Use fewer, or say the longest.");
        }

        return Array.ConvertAll(delays, TimeSpan.FromMilliseconds);
    }

    /// <summary>Every delay that a retry of this policy may have; each is a queue.</summary>
    internal IEnumerable<TimeSpan> AllDelays() => DelayedRetries.SelectMany(Spread);

    /// <summary>How long the next retry waits.</summary>
    /// <param name="delayedRetries">How many delayed retries there were.</param>
    internal TimeSpan NextDelay(int delayedRetries)
    {
        var choices = Spread(DelayedRetries[delayedRetries]);
        return choices[Random.Shared.Next(choices.Length)];
    }

    /// <summary>What is wrong with this policy; empty when nothing is.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (ImmediateRetries is < 0 or > 100) faults.Add($"{nameof(ImmediateRetries)} is {ImmediateRetries}. Use 0 to 100.");
        if (DelayedRetries.Count > MostDelays) faults.Add($"There are {DelayedRetries.Count} {nameof(DelayedRetries)}. Each delay is a queue; use at most {MostDelays}.");
        faults.AddRange(DelayedRetries.Where(delay => delay < ShortestDelay || delay > LongestDelay)
            .Select(delay => $"A delay of {nameof(DelayedRetries)} is {delay}. Use 1 ms to 24 days."));
        if (JitterPercent is < 0 or > 100) faults.Add($"{nameof(JitterPercent)} is {JitterPercent}. Use 0 to 100.");
        if (KeepOrder && DelayedRetries.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay) > LongestHold)
            faults.Add($"With {nameof(KeepOrder)} all {nameof(DelayedRetries)} together may be {LongestHold} at most: the broker takes back what is held for too long.");
        if (KeepOrder && Rules.Select(rule => rule.Action).Append(Action).Contains(FailureAction.Resend))
            faults.Add($"{nameof(KeepOrder)} and {FailureAction.Resend} contradict each other: the tail of the queue is another order. Use one of them.");
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

    private TimeSpan[] Spread(TimeSpan delay) => JitterPercent == 0 ? [delay] :
    [
        .. Enumerable.Range(0, JitterSteps)
            .Select(step => delay.TotalMilliseconds * (1 + (JitterPercent / 100.0 * step / (JitterSteps - 1))))
            .Select(milliseconds => TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds))).Distinct(),
    ];
}
