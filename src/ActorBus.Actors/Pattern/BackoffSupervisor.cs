namespace ActorBus.Actors.Pattern;

/// <summary>Starts its one child again, after a growing delay, when the child has stopped.</summary>
/// <remarks>The strategy decides about failures of the child; a child that it restarts is not delayed. See <see cref="Backoff"/>.</remarks>
public sealed class BackoffSupervisor : BackoffSupervisorBase
{
    /// <summary>Makes a supervisor without a limit of retries.</summary>
    /// <inheritdoc cref="Backoff.OnStop"/>
    public BackoffSupervisor(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor)
        : this(
            Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, -1),
            new BackoffSpan(minBackoff, maxBackoff, randomFactor))
    {
    }

    internal BackoffSupervisor(BackoffOptions options, BackoffSpan span)
        : base(options, span)
    {
    }

    /// <summary>Props of a supervisor without a limit of retries.</summary>
    /// <inheritdoc cref="Backoff.OnStop"/>
    public static Props Props(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        Props(childProps, childName, minBackoff, maxBackoff, randomFactor, -1);

    /// <summary>Props of a supervisor that starts its child again when it has stopped.</summary>
    /// <inheritdoc cref="Backoff.OnStop"/>
    public static Props Props(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        Props(Backoff.OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries));

    /// <summary>Props of a supervisor with these options.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The props.</returns>
    public static Props Props(BackoffOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Props;
    }

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        if (message is not Terminated terminated || !terminated.ActorRef.Equals(Child))
            return HandleBackoff(message);
        if (FinalStopMessageReceived || !MayStartAgain)
            Context.Stop(Self);
        else
            StartChildLater();
        return true;
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => ChildStrategy;

    /// <summary>Asks for the child; the answer is <see cref="CurrentChild"/>.</summary>
    public sealed class GetCurrentChild
    {
        /// <summary>The question.</summary>
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild()
        {
        }
    }

    /// <summary>The child, or <see cref="ActorRefs.Nobody"/> while there is none.</summary>
    /// <param name="ref">The child.</param>
    public sealed class CurrentChild(IActorRef @ref)
    {
        /// <summary>The child.</summary>
        public IActorRef Ref { get; } = @ref;
    }

    /// <summary>Asks how many starts were made in a row; the answer is <see cref="RestartCount"/>.</summary>
    public sealed class GetRestartCount
    {
        /// <summary>The question.</summary>
        public static readonly GetRestartCount Instance = new();

        private GetRestartCount()
        {
        }
    }

    /// <summary>How many starts were made in a row.</summary>
    /// <param name="count">The number.</param>
    public sealed class RestartCount(int count)
    {
        /// <summary>The number.</summary>
        public int Count { get; } = count;
    }

    /// <summary>Begins the delays anew, if the options say that this is done by hand.</summary>
    public sealed class Reset
    {
        /// <summary>The message.</summary>
        public static readonly Reset Instance = new();

        private Reset()
        {
        }
    }

    /// <summary>Begins the delays anew if there were no more starts since it was scheduled.</summary>
    /// <param name="current">The number of starts when it was scheduled.</param>
    public sealed class ResetRestartCount(int current) : IDeadLetterSuppression
    {
        /// <summary>The number of starts when it was scheduled.</summary>
        public int Current { get; } = current;
    }

    /// <summary>The delay is over: the child starts.</summary>
    public sealed class StartChild : IDeadLetterSuppression
    {
        /// <summary>The message.</summary>
        public static readonly StartChild Instance = new();

        private StartChild()
        {
        }
    }
}
