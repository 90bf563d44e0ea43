using ActorBus.Brokers;

namespace ActorBus.Hosting.Verbs;

/// <summary>The comparison of one broker with the topology that one service needs.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Broker">The name of the broker in the service map.</param>
/// <param name="Kind">The kind of broker, such as <c>rabbitmq</c>.</param>
/// <param name="Address">The address of the broker, without user name and password.</param>
/// <param name="Parts">Each exchange, queue and binding, with the remedy where it differs.</param>
internal sealed record TopologyReport(
    string Service, string Broker, string Kind, string Address, IReadOnlyList<(TopologyFinding Finding, string? Remedy)> Parts)
{
    /// <summary>Returns the number of parts in a state.</summary>
    public int Count(TopologyState state) => Parts.Count(part => part.Finding.State == state);
}
