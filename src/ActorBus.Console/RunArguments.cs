using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Hosting.Verbs;

/// <summary>What stands behind the verb <c>run</c>.</summary>
internal sealed record RunArguments
{
    /// <summary>The service to run.</summary>
    public required string Service { get; init; }

    /// <summary>How much is logged; null for what the program says itself.</summary>
    public HostLevel? Level { get; init; }

    /// <summary>Stop after so many messages were given to handlers.</summary>
    public int? HandledMessageLimit { get; init; }

    /// <summary>Stop after this time.</summary>
    public TimeSpan? ExecutionTimeLimit { get; init; }

    /// <summary>Stop when the process takes so many megabytes.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>Stop, with the message back in the queue, at the first failure.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>Stop when the queue is empty.</summary>
    public bool FinishWhenNoMessages { get; init; }

    /// <summary>Declare nothing.</summary>
    public bool NoDeclare { get; init; }
}
