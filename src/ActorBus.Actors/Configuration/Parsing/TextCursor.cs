using System.Globalization;
using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>A position in a text, with the characters HOCON treats alike: white space, newlines, comments, reserved ones.</summary>
internal sealed class TextCursor(string text, string source)
{
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    private int _position;
    private int _line = 1;
    private int _lineStart;

    public bool AtEnd => _position >= text.Length;

    public char Current => AtEnd ? '\0' : text[_position];

    public Origin Here => new(source, _line, _position - _lineStart + 1);

    public bool AtNewline => !AtEnd && Current == '\n';

    public bool AtComment => Current == '#' || StartsWith("//");

    public bool AtSpace => !AtEnd && IsSpace(Current);

    /// <summary>Whether the current character may stand in a string without quotes.</summary>
    public bool AtPlain => !AtEnd && !AtNewline && !AtSpace && !AtComment && !Reserved.Contains(Current);

    public bool StartsWith(string value) => string.CompareOrdinal(text, _position, value, 0, value.Length) == 0;

    /// <summary>Whether the plain string at this position is exactly <paramref name="word"/>.</summary>
    public bool AtWord(string word)
    {
        if (!StartsWith(word))
            return false;
        var ahead = new TextCursor(text, source) { _position = _position + word.Length };
        return !ahead.AtPlain;
    }

    public char Take()
    {
        var taken = text[_position++];
        if (taken == '\n')
        {
            _line++;
            _lineStart = _position;
        }

        return taken;
    }

    public void Take(int count)
    {
        for (var i = 0; i < count; i++)
            Take();
    }

    /// <summary>Takes characters while the condition holds.</summary>
    public string TakeWhile(Func<TextCursor, bool> condition)
    {
        var start = _position;
        while (!AtEnd && condition(this))
            Take();
        return text[start.._position];
    }

    public string TakeSpace() => TakeWhile(cursor => cursor.AtSpace);

    /// <summary>Skips white space, newlines and comments; tells whether a newline was among them.</summary>
    public bool SkipToContent()
    {
        var sawNewline = false;
        while (!AtEnd)
        {
            if (AtComment)
                TakeWhile(cursor => !cursor.AtNewline);
            else if (AtNewline || AtSpace)
                sawNewline |= Take() == '\n';
            else
                break;
        }

        return sawNewline;
    }

    public ConfigurationException Expected(string what) => Expected(what, Here);

    public ConfigurationException Expected(string what, Origin where) => new($"{where}: expected {what}, but found {Describe()}.");

    private string Describe()
    {
        if (AtEnd)
            return "the end of the text";
        return Current switch
        {
            '\n' => "the end of the line",
            '#' => "a comment",
            '\\' or '$' or '`' or '^' or '?' or '!' or '@' or '*' or '&' or '+' =>
                $"'{Current}', which must be in quotes",
            _ => AtPlain ? $"'{PlainAhead()}'" : $"'{Current}'",
        };
    }

    private string PlainAhead()
    {
        var ahead = new TextCursor(text, source) { _position = _position };
        var word = ahead.TakeWhile(cursor => cursor.AtPlain);
        return word.Length <= 40 ? word : word[..40] + "...";
    }

    private static bool IsSpace(char c) => c switch
    {
        ' ' or '\t' or '\r' or '\v' or '\f' or '\uFEFF' => true,
        '\n' => false,
        < '\u0080' => c is >= '\u001C' and <= '\u001F',
        _ => char.GetUnicodeCategory(c)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };
}
