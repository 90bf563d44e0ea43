using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>How large a finished tree is when it is written out.</summary>
/// <remarks>Substitutions share subtrees, so a few lines can build a tree that is endless to walk; this is where that ends.</remarks>
internal readonly record struct Extent(int Depth, long Size)
{
    private const int MaximumDepth = 2000;
    private const long MaximumSize = 10_000_000;

    public static readonly Extent Scalar = new(0, 1);

    /// <summary>The extent of an object or list with these children.</summary>
    public static Extent Around(IEnumerable<Extent> children, Origin origin)
    {
        var depth = 0;
        var size = 1L;
        foreach (var child in children)
        {
            depth = Math.Max(depth, child.Depth);
            size += child.Size;
        }

        if (depth >= MaximumDepth || size > MaximumSize)
        {
            throw new ConfigurationException(
                $"{origin}: the substitutions here build a tree of more than {MaximumDepth} levels or {MaximumSize} values. " +
                "Look for one that builds on itself.");
        }

        return new Extent(depth + 1, size);
    }
}
