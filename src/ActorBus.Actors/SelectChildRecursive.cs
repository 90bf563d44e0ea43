namespace ActorBus.Actors;

/// <summary>The last step <c>**</c>: all children, and theirs, and so on.</summary>
public class SelectChildRecursive : SelectionPathElement
{
    /// <summary>The one instance.</summary>
    public static readonly SelectChildRecursive Instance = new();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SelectChildRecursive;

    /// <inheritdoc/>
    public override int GetHashCode() => 2;

    /// <inheritdoc/>
    public override string ToString() => "**";
}
