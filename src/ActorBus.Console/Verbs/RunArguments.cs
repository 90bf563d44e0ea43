using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Verbs;

/// <summary>The arguments of <c>run</c>: the service and the limits of the run.</summary>
internal sealed record RunArguments
{
    /// <summary>The service to run.</summary>
    public required string Service { get; init; }

    /// <summary>The minimum log level; null for that of the program.</summary>
    public LogLevel? Level { get; init; }

    /// <summary>The number of messages passed to handlers after which to stop; null for no limit.</summary>
    public int? HandledMessageLimit { get; init; }

    /// <summary>The time after which to stop; null for no limit.</summary>
    public TimeSpan? ExecutionTimeLimit { get; init; }

    /// <summary>The memory use of the process, in megabytes, at which to stop; null for no limit.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>Whether to stop at the first failure, with the message returned to the queue.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>Whether to stop when the queue is empty.</summary>
    public bool FinishWhenNoMessages { get; init; }

    /// <summary>Whether to skip declaring the topology.</summary>
    public bool NoDeclare { get; init; }
}
