using Akka.Event;

namespace ActorBus.Hosting.Logs;

/// <summary>Writes Akka's log to standard error while it does not go to the log of the host yet, or no longer does.</summary>
/// <remarks>
/// Akka's own logger for this writes to standard output, which a program may be parsing; while a cluster member stops, it does so whatever
/// <c>stdout-loglevel</c> is. Only errors are written, because the other messages of a shutdown are irrelevant to users.
/// </remarks>
internal sealed class StandardErrorLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is Error error) Console.Error.WriteLine(error);
    }
}
