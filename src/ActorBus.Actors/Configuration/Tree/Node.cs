namespace ActorBus.Actors.Configuration.Tree;

/// <summary>A piece of a configuration tree. A tree is built by one parser and never changed after that.</summary>
internal abstract class Node(Origin origin)
{
    public Origin Origin { get; } = origin;
}
