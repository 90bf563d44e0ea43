using ActorBus.Distribution.Sending;
using Akka.Actor;

namespace ActorBus.Distribution.Bridges;

/// <summary>What a bridge is made of.</summary>
/// <param name="Bridge">What its actors have in common.</param>
/// <param name="Connection">The actor of the connection on which it publishes.</param>
/// <param name="Translator">Translates what is sent.</param>
/// <param name="Status">How it is doing.</param>
internal sealed record BridgeParts(BridgeContext Bridge, IActorRef Connection, EnvelopeTranslator Translator, BridgeStatus Status)
{
    /// <summary>Awaits replies; null but for the own service.</summary>
    public Props? Replies { get; init; }

    /// <summary>Consumes; null but for an own service with handlers for others.</summary>
    public Props? Consumer { get; init; }

    /// <summary>What has to be on the broker before it publishes: laid again when the broker says that it is gone.</summary>
    public Groundwork Groundwork { get; init; } = Groundwork.None;

    /// <summary>How long it may be unused before it is closed; null for ever.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>What the bridge remembers when it is restarted: whether its consumer was stopped, on request or by itself. Used by the bridge alone.</summary>
    public bool IsConsumerStopped { get; set; }

    /// <summary>How many consumers the bridge has made. Used by the bridge alone.</summary>
    public int Consumers { get; set; }
}
