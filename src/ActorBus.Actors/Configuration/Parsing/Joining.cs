using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Makes one value of the values written side by side.</summary>
internal static class Joining
{
    public static Node Join(List<Node> pieces, Origin origin)
    {
        if (pieces.Count == 1)
            return pieces[0];
        if (pieces.All(piece => piece is ScalarNode))
            return new ScalarNode(string.Concat(pieces.Select(piece => ((ScalarNode)piece).Text)), ScalarKind.Quoted, origin);

        var values = pieces.Where(piece => piece is not ScalarNode { Kind: ScalarKind.Gap }).ToList();
        if (values.All(piece => piece is ObjectNode))
            return values.Aggregate((below, above) => Layering.Over(above, below));
        if (values.All(piece => piece is ListNode))
            return new ListNode([.. values.SelectMany(piece => ((ListNode)piece).Items)], origin);
        if (values.Any(piece => piece is ReferenceNode))
            return new ConcatenationNode(pieces, origin);
        throw Mixed(values, origin);
    }

    /// <summary>The error for neighbours that do not go together.</summary>
    public static ConfigurationException Mixed(IEnumerable<Node> values, Origin origin) => new(
        $"{origin}: expected only strings, only objects or only lists side by side, but found {string.Join(" and ", values.Select(Name))}.");

    private static string Name(Node node) => node switch
    {
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar => $"the string '{scalar.Text}'",
        ObjectNode or Resolving.LazyObject => "an object",
        _ => "a list",
    };
}
