using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Logs;

/// <summary>
/// Hands the engine's log to the host's. Parent: the user guardian, which restarts it; it has no state but a cache. Children: none.
/// </summary>
internal sealed class HostLogger : ReceiveActor
{
    public HostLogger(ILoggerFactory loggers)
    {
        var log = new HostLog(loggers);
        Receive<LogEvent>(log.Write);
    }
}
