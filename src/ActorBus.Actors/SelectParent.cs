namespace ActorBus.Actors;

/// <summary>A step up.</summary>
public class SelectParent : SelectionPathElement
{
    /// <summary>The one instance.</summary>
    public static readonly SelectParent Instance = new();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectParent;

    /// <inheritdoc/>
    public override int GetHashCode() => 1;

    /// <inheritdoc/>
    public override string ToString() => "..";
}
