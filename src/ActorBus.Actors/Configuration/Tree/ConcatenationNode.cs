namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Several values side by side, at least one of which is known only after substitution.</summary>
internal sealed class ConcatenationNode(List<Node> pieces, Origin origin) : Node(origin)
{
    public List<Node> Pieces { get; } = pieces;
}
