using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>An object or list with cells inside.</summary>
internal abstract class LazyNode(Origin origin) : Node(origin)
{
    /// <summary>The finished tree, once made.</summary>
    public Finished? Finished { get; set; }

    public bool IsFinishing { get; set; }
}
