using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Reads a value without quotes: a number, a boolean, null or a word.</summary>
internal static class PlainText
{
    public static ScalarNode Read(TextCursor cursor)
    {
        var origin = cursor.Here;
        var text = char.IsAsciiDigit(cursor.Current) || cursor.Current == '-' ? ReadNumber(cursor) : ReadWord(cursor);
        return new ScalarNode(text, text == "null" ? ScalarKind.Null : ScalarKind.Bare, origin);
    }

    private static string ReadWord(TextCursor cursor) => cursor.TakeWhile(c => c.AtPlain);

    /// <summary>A plus sign is reserved except inside a number such as 10e+3.</summary>
    private static string ReadNumber(TextCursor cursor)
    {
        var origin = cursor.Here;
        var text = cursor.TakeWhile(c => char.IsAsciiDigit(c.Current) || c.Current is 'e' or 'E' or '+' or '-' or '.');
        if (IsNumber(text))
            return text;
        if (text.Contains('+', StringComparison.Ordinal))
            throw new ConfigurationException($"{origin}: expected a number, but found '{text}'. Put it in quotes if it is a string.");
        return text + ReadWord(cursor);
    }

    private static bool IsNumber(string text) => NumberForm.TryParse(text, out _) && char.IsAsciiDigit(text[^1]);
}
