namespace ActorBus.Actors.Pattern;

/// <summary>How a <see cref="BackoffSupervisor"/> works; each method gives changed options and leaves these as they are.</summary>
public sealed class BackoffOptions
{
    private readonly bool _onFailure;
    private readonly BackoffSpan _span;

    internal BackoffOptions(
        bool onFailure, Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
    {
        ArgumentNullException.ThrowIfNull(childProps);
        ArgumentNullException.ThrowIfNull(childName);
        _onFailure = onFailure;
        _span = new BackoffSpan(minBackoff, maxBackoff, randomFactor);
        ChildProps = childProps;
        ChildName = childName;
        ResetAfter = minBackoff;
    }

    private BackoffOptions(BackoffOptions source)
        : this(source._onFailure, source.ChildProps, source.ChildName, source._span.Minimum, source._span.Maximum, source._span.RandomFactor)
    {
        ResetAfter = source.ResetAfter;
        Strategy = source.Strategy;
        ReplyWhileStopped = source.ReplyWhileStopped;
        FinalStopMessage = source.FinalStopMessage;
    }

    internal Props ChildProps { get; }

    internal string ChildName { get; }

    /// <summary>After so long without a failure the delays begin anew; null: only when told.</summary>
    internal TimeSpan? ResetAfter { get; private init; }

    internal OneForOneStrategy Strategy { get; private init; } = new(SupervisorStrategy.DefaultDecider);

    internal object? ReplyWhileStopped { get; private init; }

    internal Func<object, bool>? FinalStopMessage { get; private init; }

    internal Props Props => _onFailure
        ? Actors.Props.CreateBy(new BackoffProducer(typeof(BackoffOnFailureSupervisor), () => new BackoffOnFailureSupervisor(this, _span)))
        : Actors.Props.CreateBy(new BackoffProducer(typeof(BackoffSupervisor), () => new BackoffSupervisor(this, _span)));

    /// <summary>Begins the delays anew when the child has lived that long.</summary>
    /// <param name="resetBackoff">The time; by default the first delay.</param>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithAutoReset(TimeSpan resetBackoff) => new(this) { ResetAfter = resetBackoff };

    /// <summary>Begins the delays anew only when the supervisor receives <see cref="BackoffSupervisor.Reset"/>.</summary>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithManualReset() => new(this) { ResetAfter = null };

    /// <summary>Decides with this strategy about a failure of the child; only a restart leads to a delayed start.</summary>
    /// <param name="supervisorStrategy">The strategy; its limit of retries replaces the one given before.</param>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => new(this) { Strategy = supervisorStrategy };

    /// <summary>Stops the child at each failure.</summary>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithDefaultStoppingStrategy() =>
        new(this) { Strategy = new OneForOneStrategy(Strategy.MaxNumberOfRetries, null, SupervisorStrategy.StoppingStrategy.Decider) };

    /// <summary>Limits the starts in a row.</summary>
    /// <param name="maxNrOfRetries">The limit, after which the supervisor stops; -1 is without limit.</param>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => new(this) { Strategy = Strategy.WithMaxNrOfRetries(maxNrOfRetries) };

    /// <summary>Answers messages that arrive while there is no child; without it they are dead letters.</summary>
    /// <param name="replyWhileStopped">The answer.</param>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => new(this) { ReplyWhileStopped = replyWhileStopped };

    /// <summary>Recognises the message after which the child may stop for good, and the supervisor with it.</summary>
    /// <param name="isFinalStopMessage">Tells whether a message is that one.</param>
    /// <returns>The changed options.</returns>
    public BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => new(this) { FinalStopMessage = isFinalStopMessage };
}
