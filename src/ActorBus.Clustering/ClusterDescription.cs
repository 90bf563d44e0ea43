using System.Text;

namespace ActorBus.Clustering;

/// <summary>Who consumes what in a cluster, as its members said when they were asked.</summary>
/// <param name="Nodes">The members, by address.</param>
public sealed record ClusterDescription(IReadOnlyList<NodeDescription> Nodes)
{
    /// <summary>The addresses of the members that consume the queues of a service.</summary>
    public IReadOnlyList<string> ConsumersOf(string service) =>
        [.. Nodes.Where(node => node.Services.Any(one => one.Name == service && one.Consumes)).Select(node => node.Address)];

    /// <summary>The description for people to read, a line for each member and each service.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            text.Append($"{node.Address} {node.Status.ToLowerInvariant()} [{string.Join(", ", node.Roles)}]{(node.Answered ? "" : " did not answer")}\n");
            foreach (var service in node.Services) text.Append($"  {service}\n");
        }

        return text.ToString();
    }
}
