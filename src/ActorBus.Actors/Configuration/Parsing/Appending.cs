using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>What <c>field += item</c> makes of the field.</summary>
internal static class Appending
{
    /// <summary>The value the field has so far in the object being parsed, if any.</summary>
    public static Node? Find(ObjectNode node, IReadOnlyList<string> keys)
    {
        Node? current = node;
        foreach (var key in keys)
            current = current is ObjectNode tree && tree.Fields.TryGetValue(key, out var child) ? child : null;
        return current is StackNode stack ? stack.Newest : current;
    }

    /// <summary>
    /// A list grows in place, so that many appends in a row stay cheap; in every other case what lies below is found when the
    /// tree is resolved.
    /// </summary>
    public static Node To(Node? before, Node item, Origin origin)
    {
        var tail = before is ConcatenationNode concatenation ? concatenation.Pieces[^1] : before;
        if (tail is ListNode list)
        {
            list.Items.Add(item);
            return before!;
        }

        return new ConcatenationNode([new PriorNode(origin), new ListNode([item], origin)], origin);
    }
}
