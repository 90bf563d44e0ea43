namespace ActorBus.Actors.Configuration.Tree;

/// <summary>A list.</summary>
internal sealed class ListNode(List<Node> items, Origin origin) : Node(origin)
{
    public List<Node> Items { get; } = items;
}
