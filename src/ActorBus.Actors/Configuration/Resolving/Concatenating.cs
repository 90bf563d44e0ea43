using ActorBus.Actors.Configuration.Parsing;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>Joins the values of a concatenation once they are known.</summary>
internal static class Concatenating
{
    /// <summary>A few lines of substitutions can double a value again and again; this is where that ends.</summary>
    private const int MaximumLength = 10_000_000;

    public static Node Join(IReadOnlyList<(Node Piece, Node Value)> parts, Origin origin)
    {
        var found = parts.Where(part => part.Value is not Undefined).ToList();
        var values = found.Where(part => part.Value is not ScalarNode { Kind: ScalarKind.Gap }).ToList();
        if (found.Count == 0)
            return Undefined.Value;
        if (values.All(part => part.Value is ScalarNode))
            return Text(found, origin);
        if (values.All(part => part.Value is LazyObject))
            return LazyObject.Merge([.. values.Select(part => ((LazyObject)part.Value, part.Piece is ObjectNode))], false);
        if (values.Select(part => Elements(part.Value)).ToList() is var lists && lists.All(list => list is not null))
            return List([.. lists.SelectMany(list => list!)], origin);
        throw Joining.Mixed(values.Select(part => part.Value), origin);
    }

    private static ScalarNode Text(List<(Node Piece, Node Value)> found, Origin origin)
    {
        var texts = found.ConvertAll(part => ((ScalarNode)part.Value).Text);
        if (texts.Sum(text => (long)text.Length) > MaximumLength)
            throw TooLong("characters", origin);
        return new ScalarNode(string.Concat(texts), ScalarKind.Quoted, origin);
    }

    private static LazyList List(List<Cell> cells, Origin origin) =>
        cells.Count > MaximumLength ? throw TooLong("elements", origin) : new LazyList(cells, origin);

    /// <summary>An object whose keys are numbers stands in for a list.</summary>
    private static IReadOnlyList<Cell>? Elements(Node value) => value switch
    {
        LazyList list => list.Cells,
        LazyObject tree when NumberedKeys.Sort(tree.Cells) is { Count: > 0 } cells => cells,
        _ => null,
    };

    private static ConfigurationException TooLong(string unit, Origin origin) => new(
        $"{origin}: the substitutions here build a value of more than {MaximumLength} {unit}. Look for one that builds on itself.");
}
