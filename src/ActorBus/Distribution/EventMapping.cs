using ActorBus.Distribution.Sending;
using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>Selects the events that are published to one broker.</summary>
public sealed record EventMapping
{
    /// <summary>The names and patterns of events to publish; the default is all events. Empty for none.</summary>
    public IReadOnlyList<string> Include { get; init; } = ["#"];

    /// <summary>The names and patterns of events not to publish, even if <see cref="Include"/> matches.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The only services whose events are published to the broker; empty for all. Cannot be combined with <see cref="NotFrom"/>.</summary>
    public IReadOnlyList<string> OnlyFrom { get; init; } = [];

    /// <summary>
    /// The services whose events are not published to the broker, for a map shared by several services. Cannot be combined with
    /// <see cref="OnlyFrom"/>.
    /// </summary>
    public IReadOnlyList<string> NotFrom { get; init; } = [];

    /// <summary>Returns whether an event published by a service is selected.</summary>
    internal bool Takes(string routingKey, string service) =>
        Include.Any(pattern => TopicPattern.Matches(pattern, routingKey))
        && !Exclude.Any(pattern => TopicPattern.Matches(pattern, routingKey))
        && (OnlyFrom.Count == 0 || OnlyFrom.Contains(service, StringComparer.Ordinal))
        && !NotFrom.Contains(service, StringComparer.Ordinal);

    internal IEnumerable<string> Faults(string broker)
    {
        if (OnlyFrom.Count > 0 && NotFrom.Count > 0)
            yield return $"the events for the broker '{broker}' have both OnlyFrom and NotFrom. Say either who may or who may not.";
        foreach (var pattern in Include.Concat(Exclude))
        {
            if (TopicPattern.FaultOf(pattern) is { } fault) yield return $"the events for the broker '{broker}' have the pattern '{pattern}': {fault}.";
        }

        foreach (var service in OnlyFrom.Concat(NotFrom).Where(service => !OutgoingRules.IsServiceName(service)))
            yield return $"the events for the broker '{broker}' are chosen by the service '{service}', which is no name of a service.";
    }
}
