using System.Text;

namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Writes a resolved tree as HOCON, two spaces a level.</summary>
internal static class Rendering
{
    public static string Render(Node node)
    {
        var text = new StringBuilder();
        if (node is ObjectNode root)
            Fields(root, 0, text);
        else
            Value(node, 0, text);
        return text.ToString();
    }

    private static void Fields(ObjectNode node, int depth, StringBuilder text)
    {
        foreach (var (key, value) in node.Fields)
        {
            text.Append(' ', depth * 2).Append(TextForm.Key(key)).Append(value is ObjectNode ? " " : " = ");
            Value(value, depth, text);
            text.Append('\n');
        }
    }

    private static void Value(Node node, int depth, StringBuilder text)
    {
        StackGuard.Ensure(node.Origin);
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(TextForm.Value(scalar));
                break;
            case ListNode list:
                List(list, depth, text);
                break;
            case ObjectNode { Fields.Count: 0 }:
                text.Append("{}");
                break;
            case ObjectNode child:
                text.Append("{\n");
                Fields(child, depth + 1, text);
                text.Append(' ', depth * 2).Append('}');
                break;
            default:
                throw new ConfigurationException(
                    $"{node.Origin}: the substitution here is not resolved, so it cannot be written. Make a Config of the root first.");
        }
    }

    private static void List(ListNode list, int depth, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Value(list.Items[i], depth, text);
        }

        text.Append(']');
    }
}
