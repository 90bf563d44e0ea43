using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>Replaces the substitutions of one whole tree.</summary>
/// <remarks>
/// A substitution sees the final value of its path. Only where that would lead back to the field being evaluated does it see
/// what the field had before; where there is nothing before, it has found nothing.
/// </remarks>
internal sealed class Resolver
{
    private readonly Node _root;
    private readonly List<ReferenceNode> _trail = [];
    private bool _cameBack;

    private Resolver(Node source)
    {
        _root = Open(source);
    }

    /// <summary>The tree with every substitution replaced.</summary>
    /// <exception cref="ConfigurationException">A substitution found nothing or leads back to itself.</exception>
    public static Node Resolve(Node root)
    {
        var resolver = new Resolver(root);
        resolver.EvaluateLayeredFields();
        return new Finishing(resolver.Value).Finish(resolver._root, root.Origin)!.Node;
    }

    /// <summary>
    /// Where the order of evaluation decides what a self-reference sees, fields assigned more than once come first.
    /// </summary>
    private void EvaluateLayeredFields()
    {
        if (_root is not LazyObject root)
            return;
        foreach (var cell in root.Cells.Values.Where(cell => cell.Layers.Count > 1))
            Value(cell);
    }

    /// <summary>The value of a cell as it is seen from the place being evaluated.</summary>
    private Node Value(Cell cell)
    {
        StackGuard.Ensure(cell.Origin);
        if (cell.Active.Count == 0)
            return ValueUpTo(cell, cell.Layers.Count - 1);
        _cameBack = true;
        return ValueUpTo(cell, cell.Active.Peek() - 1);
    }

    /// <summary>The value that the layers from the oldest up to this one give.</summary>
    private Node ValueUpTo(Cell cell, int top)
    {
        if (top < 0)
            return Undefined.Value;
        if (cell.ValueUpTo(top) is { } known)
            return known;

        List<(LazyObject Part, bool IsOwn)> objects = [];
        for (var layer = top; layer >= 0; layer--)
        {
            var value = Evaluate(cell, layer);
            if (value is LazyObject part)
            {
                objects.Add((part, cell.Layers[layer] is ObjectNode));
                if (part.IsClosed)
                    return cell.Remember(top, Merged(objects, true));
            }
            else if (value is not Undefined)
            {
                return cell.Remember(top, objects.Count == 0 ? value : Merged(objects, true));
            }
        }

        return cell.Remember(top, objects.Count == 0 ? Undefined.Value : Merged(objects, false));
    }

    private static LazyObject Merged(List<(LazyObject Part, bool IsOwn)> newestFirst, bool isClosed)
    {
        newestFirst.Reverse();
        return LazyObject.Merge(newestFirst, isClosed);
    }

    private Node Evaluate(Cell cell, int layer)
    {
        var node = cell.Layers[layer];
        if (node is ScalarNode or ListNode or ObjectNode)
            return Open(node);
        cell.Active.Push(layer);
        try
        {
            var value = Evaluate(node, cell, layer);
            if (layer > 0)
                EvaluateInside(value, []);
            return value;
        }
        finally
        {
            cell.Active.Pop();
        }
    }

    private Node Evaluate(Node node, Cell cell, int layer) => node switch
    {
        Cell other => Value(other),
        ReferenceNode reference => Find(reference),
        PriorNode => ValueUpTo(cell, layer - 1),
        StackNode stack => Value(Cell.Of(stack)),
        ConcatenationNode concatenation => Concatenating.Join(
            [.. concatenation.Pieces.Select(piece => (piece, Evaluate(piece, cell, layer)))], concatenation.Origin),
        _ => Open(node),
    };

    private static Node Open(Node node) => node switch
    {
        ObjectNode tree => LazyObject.Of(tree),
        ListNode list => LazyList.Of(list),
        _ => node,
    };

    /// <summary>
    /// What an object that lies over others refers to is evaluated while it still sees the others; what fails here is tried
    /// again later, with the full view.
    /// </summary>
    private void EvaluateInside(Node value, HashSet<Cell> seen)
    {
        IEnumerable<Cell> cells = value switch
        {
            LazyObject tree => tree.Cells.Values,
            LazyList list => list.Cells,
            _ => [],
        };
        foreach (var cell in cells.Where(cell => cell.Active.Count == 0 && seen.Add(cell)))
        {
            if (TryValue(cell) is { } inner)
                EvaluateInside(inner, seen);
        }
    }

    private Node? TryValue(Cell cell)
    {
        var length = _trail.Count;
        try
        {
            return Value(cell);
        }
        catch (UnresolvedException)
        {
            _trail.RemoveRange(length, _trail.Count - length);
            return null;
        }
    }

    private Node Find(ReferenceNode reference)
    {
        StackGuard.Ensure(reference.Origin);
        _trail.Add(reference);
        var before = _cameBack;
        _cameBack = false;
        var found = reference.Candidates.Select(Lookup).FirstOrDefault(value => value is not Undefined) ?? FromEnvironment(reference);
        if (found is Undefined && !reference.IsOptional)
            throw UnresolvedException.For(reference, _cameBack ? _trail : []);
        _cameBack |= before;
        _trail.RemoveAt(_trail.Count - 1);
        return found;
    }

    private Node Lookup(string[] path)
    {
        var current = _root;
        foreach (var key in path)
        {
            if (current is not LazyObject tree || !tree.Cells.TryGetValue(key, out var cell))
                return Undefined.Value;
            current = Value(cell);
        }

        return current;
    }

    private static Node FromEnvironment(ReferenceNode reference)
    {
        var name = string.Join('.', reference.Written);
        var value = name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) ? null : Environment.GetEnvironmentVariable(name);
        return value is null
            ? Undefined.Value
            : new ScalarNode(value, ScalarKind.Quoted, new Origin($"environment variable {name}", 0, 0));
    }
}
