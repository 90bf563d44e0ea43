namespace ActorBus;

/// <summary>The exception that is thrown when a dispatch exceeds its time limit.</summary>
/// <remarks>The handler may still be running; its cancellation token has been cancelled and its outcome is ignored.</remarks>
public sealed class DispatchTimeoutException : ActorBusException
{
    /// <summary>Initializes the exception.</summary>
    public DispatchTimeoutException(string bus, string message, string where, TimeSpan limit, IReadOnlyList<PendingCommand>? pendingCommands = null)
        : base(
            $"Bus '{bus}' gave up on '{message}' after {limit.TotalMilliseconds:0} ms: it was still {where}. Make that faster, pass the "
            + "CancellationToken on, or raise the limit (DispatchOptions.Timeout, or DispatchTimeout of the bus).")
    {
        Bus = bus;
        MessageName = message;
        Where = where;
        Limit = limit;
        PendingCommands = pendingCommands ?? [];
    }

    /// <summary>The name of the bus.</summary>
    public string Bus { get; }

    /// <summary>The name of the message.</summary>
    public string MessageName { get; }

    /// <summary>The phase or handler that was running when the limit was reached.</summary>
    public string Where { get; }

    /// <summary>The limit that was exceeded.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The nested commands that did not run, in order; empty for events and queries.</summary>
    public IReadOnlyList<PendingCommand> PendingCommands { get; }
}
