using ActorBus.Hosting.Logs;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting.Logging;

namespace ActorBus.Clustering;

/// <summary>Hands Akka's log to the host's, under the same categories as ActorBus without Akka.</summary>
public sealed class NodeLogger : LoggerFactoryLogger
{
    private readonly HostLog _log;

    /// <summary>Creates it; called by Akka.</summary>
    public NodeLogger() => _log = new HostLog(Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory);

    /// <inheritdoc/>
    protected override void Log(LogEvent log, ActorPath path)
    {
        ArgumentNullException.ThrowIfNull(log);
        _log.Write(log);
    }
}
