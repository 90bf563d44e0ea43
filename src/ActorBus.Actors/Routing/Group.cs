namespace ActorBus.Actors.Routing;

/// <summary>A router whose routees are actors made by others, found by path.</summary>
public abstract class Group : RouterConfig, IEquatable<Group>
{
    /// <summary>The paths of the routees.</summary>
    protected readonly string[] InternalPaths;

    /// <summary>Creates a configuration.</summary>
    protected Group(IEnumerable<string> paths, string routerDispatcher)
        : base(routerDispatcher) => InternalPaths = paths.ToArray();

    /// <summary>The paths of the routees.</summary>
    public virtual IEnumerable<string> GetPaths(ActorSystem system) => InternalPaths;

    /// <summary>Props of the router.</summary>
    public Props Props() => Actors.Props.Empty.WithRouter(this);

    /// <inheritdoc/>
    public override ActorBase CreateRouterActor() => new RouterActor();

    /// <inheritdoc/>
    public bool Equals(Group? other) => other is not null && base.Equals(other) && InternalPaths.AsSpan().SequenceEqual(other.InternalPaths);

    /// <inheritdoc/>
    public override bool Equals(RouterConfig? other) => Equals(other as Group);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Group);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), InternalPaths.Length);
}
