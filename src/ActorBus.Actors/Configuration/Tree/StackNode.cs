namespace ActorBus.Actors.Configuration.Tree;

/// <summary>The assignments of one field, oldest first, that cannot be merged before substitution.</summary>
internal sealed class StackNode(List<Node> layers, Origin origin) : Node(origin)
{
    public List<Node> Layers { get; } = layers;

    public Node Newest => Layers[^1];
}
