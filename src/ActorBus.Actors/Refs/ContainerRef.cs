using System.Collections.Concurrent;

namespace ActorBus.Actors.Refs;

/// <summary>A path whose children are not actors of the tree, such as the promises of asks below <c>/temp</c>.</summary>
internal sealed class ContainerRef(LocalActorSystem system, InternalActorRefBase parent, ActorPath path) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, InternalActorRefBase> _children = new();

    private long _names;

    public override ActorPath Path => path;

    public int Count => _children.Count;

    internal override LocalActorSystem Home => system;

    internal override InternalActorRefBase Supervisor => parent;

    /// <summary>A path for a child that was given no name.</summary>
    public ActorPath NextPath() => new ChildActorPath(path, ActorNames.Generated(Interlocked.Increment(ref _names)), Incarnation.Next());

    public void Add(string name, InternalActorRefBase child) => _children[name] = child;

    public void Remove(string name) => _children.TryRemove(name, out _);

    internal override InternalActorRefBase GetSingleChild(string name) => _children.GetValueOrDefault(name, Nobody.Instance);

    internal override IEnumerable<InternalActorRefBase> GetChildRefs() => _children.Values;
}
