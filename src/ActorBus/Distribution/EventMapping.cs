using ActorBus.Distribution.Sending;
using ActorBus.Messages;

namespace ActorBus.Distribution;

/// <summary>Which events go to one broker.</summary>
public sealed record EventMapping
{
    /// <summary>Names and patterns of the events that go there; all unless said otherwise. Empty: none.</summary>
    public IReadOnlyList<string> Include { get; init; } = ["#"];

    /// <summary>Names and patterns of the events that do not, whatever <see cref="Include"/> says.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The only services whose events go there; empty for all. Not together with <see cref="NotFrom"/>.</summary>
    public IReadOnlyList<string> OnlyFrom { get; init; } = [];

    /// <summary>Services whose events do not go there, for a map that several services share. Not together with <see cref="OnlyFrom"/>.</summary>
    public IReadOnlyList<string> NotFrom { get; init; } = [];

    /// <summary>Whether an event that a service publishes goes there.</summary>
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
