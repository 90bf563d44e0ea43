namespace ActorBus;

/// <summary>The exception that is thrown when a command, or one dispatched while handling it, fails.</summary>
public sealed class CommandDispatchException : MessageDispatchException
{
    /// <summary>Initializes the exception.</summary>
    public CommandDispatchException(string message, Exception? innerException, IReadOnlyList<PendingCommand> pendingCommands)
        : base(message, innerException) => PendingCommands = pendingCommands;

    /// <summary>The commands that were queued behind the failed one and did not run, in order; the bus has discarded them.</summary>
    public IReadOnlyList<PendingCommand> PendingCommands { get; }

    /// <summary>Returns the exception for a cause; if the cause is a <see cref="MessageDispatchException"/>, its own cause is used.</summary>
    public static CommandDispatchException Wrap(Exception cause, IReadOnlyList<PendingCommand> pendingCommands)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(pendingCommands);
        return cause is MessageDispatchException { InnerException: { } inner } dispatch
            ? new CommandDispatchException(dispatch.Message, inner, pendingCommands)
            : new CommandDispatchException($"A command could not be dispatched: {cause.GetType().Name}: {cause.Message}", cause, pendingCommands);
    }
}
