using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>Makes the final tree of evaluated cells.</summary>
internal sealed class Finishing(Func<Cell, Node> evaluate)
{
    /// <summary>The final node with its extent, or null for what an optional substitution did not find.</summary>
    public Finished? Finish(Node value, Origin place)
    {
        StackGuard.Ensure(place);
        return value switch
        {
            Undefined => null,
            LazyObject tree => tree.Finished ??= Once(tree, place, FinishObject),
            LazyList list => list.Finished ??= Once(list, place, FinishList),
            _ => new Finished(value, Extent.Scalar),
        };
    }

    private static Finished Once<T>(T lazy, Origin place, Func<T, Finished> finish)
        where T : LazyNode
    {
        if (lazy.IsFinishing)
        {
            throw new ConfigurationException(
                $"{place}: the substitution here is a cycle: it puts an object or a list inside itself. Refer to one of its fields instead.");
        }

        lazy.IsFinishing = true;
        var finished = finish(lazy);
        lazy.IsFinishing = false;
        return finished;
    }

    private Finished FinishObject(LazyObject tree)
    {
        var fields = new Dictionary<string, Node>(tree.Cells.Count, StringComparer.Ordinal);
        List<Extent> extents = new(tree.Cells.Count);
        foreach (var (key, cell) in tree.Cells)
        {
            if (Finish(evaluate(cell), cell.Layers[^1].Origin) is not { } value)
                continue;
            fields.Add(key, value.Node);
            extents.Add(value.Extent);
        }

        return new Finished(new ObjectNode(fields, tree.IsClosed, tree.Origin), Extent.Around(extents, tree.Origin));
    }

    private Finished FinishList(LazyList list)
    {
        List<Finished> items = new(list.Cells.Count);
        foreach (var cell in list.Cells)
        {
            if (Finish(evaluate(cell), cell.Origin) is { } item)
                items.Add(item);
        }

        var extent = Extent.Around(items.Select(item => item.Extent), list.Origin);
        return new Finished(new ListNode(items.ConvertAll(item => item.Node), list.Origin), extent);
    }
}
