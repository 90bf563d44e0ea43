namespace ActorBus.Recovery;

/// <summary>Defines what happens to a message whose handler failed, and how often it is retried.</summary>
/// <remarks>
/// Rules are evaluated in order, and the first one that matches the exception wins, or what it wraps: the failure of a nested dispatch, or the only one
/// of an <see cref="AggregateException"/>. If none matches,
/// <see cref="Action"/> applies. The retry settings only matter while the outcome is <see cref="FailureAction.Retry"/>.
/// </remarks>
public sealed record FailurePolicy
{
    private const int JitterSteps = 4;
    private const int MostDelays = 32;
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(24);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(15);

    /// <summary>The default policy: three immediate retries, then delayed retries after 1, 10 and 60 seconds, then the dead letter queue.</summary>
    public static FailurePolicy Default { get; } = new();

    /// <summary>The action when no rule matches. The default is <see cref="FailureAction.Retry"/>.</summary>
    public FailureAction Action { get; init; } = FailureAction.Retry;

    /// <summary>The actions for particular exceptions; the first matching rule wins.</summary>
    public IReadOnlyList<FailureRule> Rules { get; init; } = [];

    /// <summary>The number of immediate retries in the process before each delay; 0 to 100. The default is 3.</summary>
    public int ImmediateRetries { get; init; } = 3;

    /// <summary>
    /// How long the broker holds the message before each delayed retry, in whole milliseconds; empty for no delayed retries. At most 32 delays of 1
    /// ms to 24 days each. The default is 1, 10 and 60 seconds.
    /// </summary>
    public IReadOnlyList<TimeSpan> DelayedRetries { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    /// <summary>
    /// The maximum random extension of a delay, in percent, so that messages that failed together are not retried together; 0 to 100. The default is
    /// 0. Delays are never shortened. With jitter, each delay uses four queues instead of one.
    /// </summary>
    public int JitterPercent { get; init; }

    /// <summary>
    /// What happens to a message after the last retry: <see cref="FailureAction.Reject"/>, the default, makes it a dead letter,
    /// <see cref="FailureAction.Resend"/> sends it to the tail of the queue, where its tries begin anew, <see cref="FailureAction.Ack"/> drops it, and
    /// <see cref="FailureAction.Throw"/> stops the consumer.
    /// </summary>
    public FailureAction AfterRetries { get; init; } = FailureAction.Reject;

    /// <summary>
    /// Whether messages with the same partition key (<see cref="Handlers.HandlerDescriptor.PartitionKey"/>) are handled in the order of the queue
    /// even when one of them fails. A failed message is then retried in the process, after the same delays, and later messages of its key wait until
    /// it has succeeded or become a dead letter. Other keys continue.
    /// </summary>
    /// <remarks>
    /// Waiting messages are held in memory and do not count towards the prefetch, up to <see cref="Distribution.DistributionOptions.OrderBuffer"/>
    /// messages; beyond that, other keys wait too. The order is guaranteed within one process: with several instances also set
    /// <see cref="Distribution.DistributionOptions.SingleActiveConsumer"/>.
    /// </remarks>
    public bool KeepOrder { get; init; }

    /// <summary>Returns exponentially growing delays for <see cref="DelayedRetries"/>, such as 10, 20, 40 and 80 ms.</summary>
    /// <param name="first">The first delay; at least 1 ms.</param>
    /// <param name="factor">The factor between consecutive delays; 1 or more.</param>
    /// <param name="retries">The number of delays; 1 to 32.</param>
    /// <param name="longest">The longest delay: longer ones are omitted, together with their retries. Null for no such limit.</param>
    /// <returns>The delays, rounded to whole milliseconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or a delay exceeds 24 days.</exception>
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

    /// <summary>How long a message is held in the process at most where it keeps its order, not counting its tries.</summary>
    internal TimeSpan AllDelaysTogether => DelayedRetries.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay);

    /// <summary>Returns every delay that a retry of this policy may have; each one is a queue.</summary>
    internal IEnumerable<TimeSpan> AllDelays() => DelayedRetries.SelectMany(Spread);

    /// <summary>Returns the delay of the next retry.</summary>
    /// <param name="delayedRetries">The number of delayed retries so far.</param>
    internal TimeSpan NextDelay(int delayedRetries)
    {
        var choices = Spread(DelayedRetries[delayedRetries]);
        return choices[Random.Shared.Next(choices.Length)];
    }

    /// <summary>Returns the faults of this policy; empty when it is valid.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (ImmediateRetries is < 0 or > 100) faults.Add($"{nameof(ImmediateRetries)} is {ImmediateRetries}. Use 0 to 100.");
        if (DelayedRetries.Count > MostDelays) faults.Add($"There are {DelayedRetries.Count} {nameof(DelayedRetries)}. Each delay is a queue; use at most {MostDelays}.");
        faults.AddRange(DelayedRetries.Where(delay => delay < ShortestDelay || delay > LongestDelay)
            .Select(delay => $"A delay of {nameof(DelayedRetries)} is {delay}. Use 1 ms to 24 days."));
        if (JitterPercent is < 0 or > 100) faults.Add($"{nameof(JitterPercent)} is {JitterPercent}. Use 0 to 100.");
        if (AfterRetries is FailureAction.Retry or FailureAction.Requeue)
            faults.Add($"{nameof(AfterRetries)} is {AfterRetries}, which would try again without end. Use {FailureAction.Reject}, {FailureAction.Resend}, {FailureAction.Ack} or {FailureAction.Throw}.");
        if (KeepOrder && AllDelaysTogether > LongestHold)
            faults.Add($"With {nameof(KeepOrder)} all {nameof(DelayedRetries)} together may be {LongestHold} at most: the broker takes back what is held for too long.");
        if (KeepOrder && Rules.Select(rule => rule.Action).Append(Action).Append(AfterRetries).Contains(FailureAction.Resend))
            faults.Add($"{nameof(KeepOrder)} and {FailureAction.Resend} contradict each other: the tail of the queue is another order. Use one of them.");
        faults.AddRange(Rules.Where(rule => !typeof(Exception).IsAssignableFrom(rule.ExceptionType))
            .Select(rule => $"A rule is for {rule.ExceptionType}, which is no exception."));
        return faults;
    }

    /// <summary>Returns the action for an exception.</summary>
    public FailureAction ActionFor(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        foreach (var rule in Rules)
        {
            for (var error = exception; error is not null; error = Wrapped(error))
            {
                if (rule.ExceptionType.IsInstanceOfType(error)) return rule.Action;
            }
        }

        return Action;
    }

    /// <summary>
    /// Returns whether a failure may be followed by another try at once: not that of a service that was asked and has tried as often as it may, because
    /// services that ask each other in a row would multiply their tries.
    /// </summary>
    internal static bool MayTryAtOnce(Exception? cause)
    {
        for (; cause is not null; cause = Wrapped(cause))
        {
            if (cause is Distribution.RemoteFailureException) return false;
        }

        return true;
    }

    // What a handler awaited on a bus comes wrapped, once for each dispatch; what it waited for as a task may come in a list of one.
    private static Exception? Wrapped(Exception error) => error is MessageDispatchException or AggregateException { InnerExceptions.Count: 1 }
        ? error.InnerException
        : null;

    private TimeSpan[] Spread(TimeSpan delay) => JitterPercent == 0 ? [delay] :
    [
        .. Enumerable.Range(0, JitterSteps)
            .Select(step => delay.TotalMilliseconds * (1 + (JitterPercent / 100.0 * step / (JitterSteps - 1))))
            .Select(milliseconds => TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds))).Distinct(),
    ];
}
