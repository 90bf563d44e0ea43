using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>What the local buses log; failures of handlers go to the caller instead.</summary>
internal static partial class BusLog
{
    [LoggerMessage(1001, LogLevel.Error, "A routee of handler '{Handler}' failed; it is restarted")]
    public static partial void RouteeFailed(this ILogger log, string handler, Exception error);

    [LoggerMessage(1002, LogLevel.Error, "{Kind} '{Message}' failed on bus '{Bus}', and nobody awaits its outcome")]
    public static partial void FailedUnseen(this ILogger log, Messages.MessageKind kind, string message, string bus, Exception error);

    [LoggerMessage(1003, LogLevel.Error, "A finalize listener of bus '{Bus}' failed on '{Message}'")]
    public static partial void FinalizeFailed(this ILogger log, string bus, string message, Exception error);

    [LoggerMessage(1004, LogLevel.Warning, "Handler '{Handler}' failed on '{Message}' after its dispatch on bus '{Bus}' was given up")]
    public static partial void FailedLate(this ILogger log, string handler, string message, string bus, Exception error);

    [LoggerMessage(1005, LogLevel.Warning, "Actor '{Actor}' of bus '{Bus}' was stopped, and the bus is stopped with it")]
    public static partial void PartStopped(this ILogger log, string actor, string bus);

    [LoggerMessage(1006, LogLevel.Debug, "Bus '{Bus}' is ready:\n{Description}")]
    public static partial void BusReady(this ILogger log, string bus, string description);

    [LoggerMessage(1007, LogLevel.Error, "Actor '{Actor}' failed {Failures} times in a row; it is restarted in {Pause}")]
    public static partial void FailsAgainAndAgain(this ILogger log, string actor, int failures, TimeSpan pause, Exception error);

    [LoggerMessage(1009, LogLevel.Warning, "A listener failed on '{Message}' after its dispatch on bus '{Bus}' was given up")]
    public static partial void ListenerFailedLate(this ILogger log, string message, string bus, Exception error);

    [LoggerMessage(1008, LogLevel.Warning, "Listener '{Handler}' failed on '{Message}' on bus '{Bus}' too; the caller gets the failure of '{First}'")]
    public static partial void FailedToo(this ILogger log, string handler, string message, string bus, string? first, Exception error);

    [LoggerMessage(1010, LogLevel.Warning, "The actor of bus '{Bus}' was stopped; the bus takes no more messages")]
    public static partial void BusStopped(this ILogger log, string bus);

    [LoggerMessage(1011, LogLevel.Warning, "There is no actor {Actor} for handler '{Handler}'; its messages wait, and it is looked for again in {Pause}. Register it with WithActors, or correct what makes it")]
    public static partial void HandlerActorMissing(this ILogger log, string handler, string actor, TimeSpan pause, Exception error);
}
