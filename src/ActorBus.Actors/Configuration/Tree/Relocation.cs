namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Moves an included tree below a path, so that its substitutions look there first.</summary>
internal static class Relocation
{
    public static Node Below(Node node, IReadOnlyList<string> prefix)
    {
        StackGuard.Ensure(node.Origin);
        return node switch
        {
            ReferenceNode reference => reference.Below(prefix),
            ConcatenationNode concatenation => new ConcatenationNode(All(concatenation.Pieces, prefix), node.Origin),
            StackNode stack => new StackNode(All(stack.Layers, prefix), node.Origin),
            ListNode list => new ListNode(All(list.Items, prefix), node.Origin),
            ObjectNode tree => Object(tree, prefix),
            _ => node,
        };
    }

    private static List<Node> All(List<Node> nodes, IReadOnlyList<string> prefix) => [.. nodes.Select(node => Below(node, prefix))];

    private static ObjectNode Object(ObjectNode tree, IReadOnlyList<string> prefix)
    {
        var fields = new Dictionary<string, Node>(tree.Fields.Count, StringComparer.Ordinal);
        foreach (var (key, value) in tree.Fields)
            fields.Add(key, Below(value, prefix));
        return new ObjectNode(fields, tree.IsClosed, tree.Origin);
    }
}
