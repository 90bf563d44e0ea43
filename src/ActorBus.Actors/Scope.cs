namespace ActorBus.Actors;

/// <summary>Where an actor is to run. With the built-in engine that is this process, always.</summary>
public abstract class Scope : IEquatable<Scope>
{
    /// <summary>In this process.</summary>
    public static readonly LocalScope Local = LocalScope.Instance;

    /// <summary>This scope, or the other one where this says nothing.</summary>
    /// <param name="other">The other scope.</param>
    public abstract Scope WithFallback(Scope other);

    /// <summary>A scope equal to this one.</summary>
    public abstract Scope Copy();

    /// <inheritdoc/>
    public virtual bool Equals(Scope? other) => other is not null && GetType() == other.GetType();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Scope);

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();
}
