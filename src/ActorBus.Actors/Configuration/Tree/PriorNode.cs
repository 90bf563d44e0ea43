namespace ActorBus.Actors.Configuration.Tree;

/// <summary>What the field had before this assignment, or nothing: the left part of <c>+=</c>.</summary>
internal sealed class PriorNode(Origin origin) : Node(origin)
{
    public override string ToString() => "+=";
}
