using ActorBus.Brokers;
using ActorBus.Pipeline;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>What the actors of one bridge have in common.</summary>
/// <param name="Service">The service whose process this is.</param>
/// <param name="Name">The service that the bridge is for.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Log">Gets what happens to connections and consumers.</param>
/// <param name="Time">The clock.</param>
/// <param name="Troubles">Shows actors that fail again and again.</param>
internal sealed record BridgeContext(string Service, string Name, IBroker Broker, ILogger Log, TimeProvider Time, ActorTroubles Troubles)
{
    /// <summary>How an actor of the bridge supervises: each child that fails is restarted, and one that fails again and again is shown.</summary>
    public SupervisorStrategy Strategy() => new RestartWithBackoff(Time, Log, onPause: Troubles.Report);
}
