namespace ActorBus.Clustering;

/// <summary>Describes one service on one node.</summary>
/// <param name="Name">The name of the service.</param>
/// <param name="IsExclusive">Whether only one member at a time consumes the service.</param>
/// <param name="Consumes">Whether this node consumes the queues of the service.</param>
/// <param name="Queues">The queues of the service.</param>
/// <param name="Handlers">The routing keys of its handlers.</param>
public sealed record ServiceDescription(
    string Name, bool IsExclusive, bool Consumes, IReadOnlyList<string> Queues, IReadOnlyList<string> Handlers)
{
    /// <summary>Returns the description for display.</summary>
    public override string ToString() =>
        $"{Name}{(IsExclusive ? " (exclusive)" : "")} {(Consumes ? "consumes" : "does not consume")} {string.Join(", ", Queues)}: {string.Join(", ", Handlers)}";
}
