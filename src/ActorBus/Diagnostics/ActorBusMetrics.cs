using System.Diagnostics.Metrics;

namespace ActorBus.Diagnostics;

/// <summary>The counters of the meter <see cref="ActorBusDiagnostics.MeterName"/>.</summary>
internal static class ActorBusMetrics
{
    private static readonly Meter Meter = new(ActorBusDiagnostics.MeterName);

    /// <summary>Messages confirmed by a broker.</summary>
    public static readonly Counter<long> Sent =
        Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that the broker confirmed.");

    /// <summary>Messages delivered by a broker.</summary>
    public static readonly Counter<long> Consumed =
        Meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages delivered by the broker.");

    /// <summary>Retries after a failure, immediate or delayed.</summary>
    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("actorbus.retries", "{retry}", "Tries after a failure, at once or delayed.");

    /// <summary>Deliveries that ended after their connection was lost, so that the broker redelivers them.</summary>
    public static readonly Counter<long> Stale = Meter.CreateCounter<long>(
        "actorbus.settlements.stale", "{message}", "Deliveries that ended after their connection had gone: the broker delivers them again.");

    /// <summary>Messages that became dead letters.</summary>
    public static readonly Counter<long> DeadLetters =
        Meter.CreateCounter<long>("actorbus.deadletters", "{message}", "Messages that became dead letters.");

    /// <summary>Dead letters that were replayed.</summary>
    public static readonly Counter<long> Replays =
        Meter.CreateCounter<long>("actorbus.deadletters.replayed", "{message}", "Dead letters that were replayed.");

    /// <summary>Events without a handler in this instance, passed on to another.</summary>
    public static readonly Counter<long> PassedOn = Meter.CreateCounter<long>(
        "actorbus.passed_on", "{message}", "Events that this instance has no handler for, given back for another instance of the service.");

    /// <summary>Events without a subscriber.</summary>
    public static readonly Counter<long> Unrouted =
        Meter.CreateCounter<long>("actorbus.unrouted", "{message}", "Events that nobody listens to.");
}
