using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>An object whose keys are known and whose values are not yet.</summary>
internal sealed class LazyObject(Dictionary<string, Cell> cells, bool isClosed, Origin origin) : LazyNode(origin)
{
    public Dictionary<string, Cell> Cells { get; } = cells;

    public bool IsClosed { get; } = isClosed;

    public static LazyObject Of(ObjectNode node)
    {
        var cells = new Dictionary<string, Cell>(node.Fields.Count, StringComparer.Ordinal);
        foreach (var (key, value) in node.Fields)
            cells.Add(key, Cell.Of(value));
        return new LazyObject(cells, node.IsClosed, node.Origin);
    }

    /// <summary>Merges objects; the fields of the newest win.</summary>
    /// <param name="oldestFirst">The objects, and whether each was written here or reached by a substitution.</param>
    /// <param name="isClosed">Whether nothing below them may be merged in.</param>
    /// <remarks>
    /// What was written here becomes layers of one cell, so that a self-reference in an upper layer finds the lower ones. What a
    /// substitution reached stays a cell of its own, because its self-references mean the place it comes from.
    /// </remarks>
    public static LazyObject Merge(IReadOnlyList<(LazyObject Part, bool IsOwn)> oldestFirst, bool isClosed)
    {
        var newest = oldestFirst[^1].Part;
        if (oldestFirst.Count == 1 && newest.IsClosed == isClosed)
            return newest;
        var layers = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        foreach (var (part, isOwn) in oldestFirst)
        {
            foreach (var (key, cell) in part.Cells)
            {
                if (!layers.TryGetValue(key, out var found))
                    layers.Add(key, found = []);
                found.AddRange(isOwn ? cell.Layers : [cell]);
            }
        }

        var cells = layers.ToDictionary(field => field.Key, field => new Cell(field.Value, newest.Origin), StringComparer.Ordinal);
        return new LazyObject(cells, isClosed, newest.Origin);
    }
}
