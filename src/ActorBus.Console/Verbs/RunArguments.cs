using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Verbs;

/// <summary>The service to run, and how far.</summary>
internal sealed record RunArguments
{
    /// <summary>The service to run.</summary>
    public required string Service { get; init; }

    /// <summary>The least level that is logged; null for that of the program.</summary>
    public LogLevel? Level { get; init; }

    /// <summary>Stop after so many messages were given to handlers.</summary>
    public int? HandledMessageLimit { get; init; }

    /// <summary>Stop after this time.</summary>
    public TimeSpan? ExecutionTimeLimit { get; init; }

    /// <summary>Stop when the process uses so many megabytes.</summary>
    public int? MemoryLimit { get; init; }

    /// <summary>Stop, with the message back in the queue, at the first failure.</summary>
    public bool StopOnFailure { get; init; }

    /// <summary>Stop when the queue is empty.</summary>
    public bool FinishWhenNoMessages { get; init; }

    /// <summary>Declare nothing.</summary>
    public bool NoDeclare { get; init; }
}
