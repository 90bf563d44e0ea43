using System.Text;

namespace ActorBus.Clustering;

/// <summary>Describes which member of a cluster consumes what, as reported by the members.</summary>
/// <param name="Nodes">The members, in the order of their addresses.</param>
public sealed record ClusterDescription(IReadOnlyList<NodeDescription> Nodes)
{
    /// <summary>Returns the addresses of the members that consume the queues of a service.</summary>
    public IReadOnlyList<string> ConsumersOf(string service) =>
        [.. Nodes.Where(node => node.Services.Any(one => one.Name == service && one.Consumes)).Select(node => node.Address)];

    /// <summary>Returns the description for display, with one line for each member and each service.</summary>
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
