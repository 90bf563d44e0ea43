using Akka.Event;

namespace ActorBus.Hosting.Logs;

/// <summary>Writes to standard error what Akka has to say while its log does not go to the host yet, or no longer does.</summary>
/// <remarks>
/// The logger that Akka has for this writes to standard output, which may be a document for a program; while a member of a cluster stops,
/// it does so whatever <c>stdout-loglevel</c> says. Only errors are written: what else Akka tells of a stop concerns nobody.
/// </remarks>
internal sealed class StandardErrorLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is Error error) Console.Error.WriteLine(error);
    }
}
