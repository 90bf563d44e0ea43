namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Puts one value over another: the rule for duplicate keys, which is also the rule for fallbacks.</summary>
internal static class Layering
{
    /// <summary>The value of a field that has <paramref name="low"/> and is then given <paramref name="high"/>.</summary>
    /// <remarks>Objects merge, anything else hides what is below; what is known only after substitution keeps both.</remarks>
    public static Node Over(Node high, Node low)
    {
        StackGuard.Ensure(high.Origin);
        var highs = Layers(high);
        if (HidesAllBelow(highs[0]))
            return high;

        List<Node> layers = [.. Combine(highs[0], Layers(low)), .. highs.Skip(1)];
        return layers.Count == 1 ? layers[0] : new StackNode(layers, high.Origin);
    }

    private static IReadOnlyList<Node> Layers(Node node) => node is StackNode stack ? stack.Layers : [node];

    private static bool HidesAllBelow(Node node) => node is ScalarNode or ListNode or ObjectNode { IsClosed: true };

    private static IEnumerable<Node> Combine(Node upper, IReadOnlyList<Node> lowers)
    {
        if (upper is not ObjectNode above)
            return [.. lowers, upper];
        return lowers[^1] switch
        {
            ObjectNode below when below.IsClosed => [Merge(above, below)],
            ObjectNode below => [.. lowers.Take(lowers.Count - 1), Merge(above, below)],
            ScalarNode or ListNode => [above.Close()],
            _ => [.. lowers, above],
        };
    }

    private static ObjectNode Merge(ObjectNode above, ObjectNode below)
    {
        var fields = new Dictionary<string, Node>(below.Fields, StringComparer.Ordinal);
        foreach (var (key, value) in above.Fields)
            fields[key] = fields.TryGetValue(key, out var before) ? Over(value, before) : value;
        return new ObjectNode(fields, below.IsClosed, above.Origin);
    }
}
