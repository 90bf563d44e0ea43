using ActorBus.Brokers;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>What the actors of one bridge have in common.</summary>
/// <param name="Service">The service whose process this is.</param>
/// <param name="Name">The service that the bridge is for.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Log">Gets what happens to connections and consumers.</param>
/// <param name="Time">The clock.</param>
internal sealed record BridgeContext(string Service, string Name, IBroker Broker, ILogger Log, TimeProvider Time)
{
    /// <summary>What a connection of the bridge is for, in the words of the log.</summary>
    /// <param name="does">A verb: publish, consume.</param>
    public string PurposeOf(string does) => Name == Service ? does : $"{does} to '{Name}'";
}
