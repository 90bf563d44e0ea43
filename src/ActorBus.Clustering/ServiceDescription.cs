namespace ActorBus.Clustering;

/// <summary>One service on one node.</summary>
/// <param name="Name">The name of the service.</param>
/// <param name="IsExclusive">True when one member at a time consumes it.</param>
/// <param name="Consumes">True when this node consumes its queues.</param>
/// <param name="Queues">The queues of the service.</param>
/// <param name="Handlers">What its handlers take, by routing key.</param>
public sealed record ServiceDescription(
    string Name, bool IsExclusive, bool Consumes, IReadOnlyList<string> Queues, IReadOnlyList<string> Handlers)
{
    /// <summary>The description for people to read.</summary>
    public override string ToString() =>
        $"{Name}{(IsExclusive ? " (exclusive)" : "")} {(Consumes ? "consumes" : "does not consume")} {string.Join(", ", Queues)}: {string.Join(", ", Handlers)}";
}
