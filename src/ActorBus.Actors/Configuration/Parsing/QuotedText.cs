using System.Globalization;
using System.Text;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Reads strings in quotes: JSON's with escapes, and triple quotes taken as they are.</summary>
internal static class QuotedText
{
    private const string Triple = "\"\"\"";

    public static string Read(TextCursor cursor) => cursor.StartsWith(Triple) ? ReadTriple(cursor) : ReadSingle(cursor);

    private static string ReadTriple(TextCursor cursor)
    {
        var start = cursor.Here;
        cursor.Take(Triple.Length);
        var text = new StringBuilder();
        while (!cursor.StartsWith(Triple))
        {
            if (cursor.AtEnd)
                throw cursor.Expected($"the closing \"\"\" of the string that begins at line {start.Line}, column {start.Column}");
            text.Append(cursor.Take());
        }

        cursor.Take(Triple.Length);
        return text.Append(cursor.TakeWhile(c => c.Current == '"')).ToString();
    }

    private static string ReadSingle(TextCursor cursor)
    {
        var start = cursor.Here;
        cursor.Take();
        var text = new StringBuilder();
        while (cursor.Current != '"' || cursor.AtEnd)
        {
            if (cursor.AtEnd || cursor.AtNewline)
                throw cursor.Expected($"the closing quote of the string that begins at line {start.Line}, column {start.Column}");
            if (char.IsControl(cursor.Current))
                throw cursor.Expected("no control character inside a quoted string; write it as an escape such as \\t or \\u001f");
            text.Append(cursor.Current == '\\' ? ReadEscape(cursor) : cursor.Take());
        }

        cursor.Take();
        return text.ToString();
    }

    private static char ReadEscape(TextCursor cursor)
    {
        cursor.Take();
        if (cursor.Current == 'u')
            return ReadUnicode(cursor);
        char? escaped = cursor.Current switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
        if (escaped is null)
            throw cursor.Expected("one of \" \\ / b f n r t u after a backslash in a quoted string");
        cursor.Take();
        return escaped.Value;
    }

    private static char ReadUnicode(TextCursor cursor)
    {
        cursor.Take();
        var digits = new StringBuilder();
        while (digits.Length < 4)
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
                throw cursor.Expected("four hexadecimal digits after \\u");
            digits.Append(cursor.Take());
        }

        return (char)int.Parse(digits.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
