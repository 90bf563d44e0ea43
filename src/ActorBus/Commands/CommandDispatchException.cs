namespace ActorBus;

/// <summary>A command could not be dispatched, or one that its handling dispatched.</summary>
public sealed class CommandDispatchException : MessageDispatchException
{
    /// <summary>Creates the error.</summary>
    public CommandDispatchException(string message, Exception? innerException, IReadOnlyList<object> pendingCommands)
        : base(message, innerException) => PendingCommands = pendingCommands;

    /// <summary>The commands that were waiting behind the failed one and did not run, in order; the bus has forgotten them.</summary>
    public IReadOnlyList<object> PendingCommands { get; }

    /// <summary>The error for a cause; a <see cref="MessageDispatchException"/> is replaced by its own cause.</summary>
    public static CommandDispatchException Wrap(Exception cause, IReadOnlyList<object> pendingCommands)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(pendingCommands);
        return cause is MessageDispatchException { InnerException: { } inner } dispatch
            ? new CommandDispatchException(dispatch.Message, inner, pendingCommands)
            : new CommandDispatchException($"A command could not be dispatched: {cause.GetType().Name}: {cause.Message}", cause, pendingCommands);
    }
}
