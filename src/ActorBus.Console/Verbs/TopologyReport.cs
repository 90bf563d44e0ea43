using ActorBus.Brokers;

namespace ActorBus.Hosting.Verbs;

/// <summary>What one broker has of what one service wants.</summary>
/// <param name="Service">The service.</param>
/// <param name="Broker">The broker's name in the service map.</param>
/// <param name="Kind">What the broker is, such as <c>rabbitmq</c>.</param>
/// <param name="Address">Where it is, without user and password.</param>
/// <param name="Parts">Each exchange, queue and binding, and what to do where it differs.</param>
internal sealed record TopologyReport(
    string Service, string Broker, string Kind, string Address, IReadOnlyList<(TopologyFinding Finding, string? Remedy)> Parts)
{
    /// <summary>How many of them are in this state.</summary>
    public int Count(TopologyState state) => Parts.Count(part => part.Finding.State == state);
}
