using System.Text;

namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Writes strings so that HOCON reads them back unchanged, in quotes only where it must.</summary>
internal static class TextForm
{
    public static string Key(string key) =>
        key.Length > 0 && key != "include" && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : Quote(key);

    public static string Value(ScalarNode scalar)
    {
        var isPlain = scalar.Text.Length > 0 && scalar.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isPlain && (scalar.IsNull || scalar.Text != "null") ? scalar.Text : Quote(scalar.Text);
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
