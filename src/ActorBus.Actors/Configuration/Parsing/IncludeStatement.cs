using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>An <c>include</c> as it was written.</summary>
/// <param name="Place">Where to look.</param>
/// <param name="Name">The name in quotes.</param>
/// <param name="IsRequired">Whether nothing there is an error.</param>
/// <param name="Origin">Where the statement stands.</param>
internal sealed record IncludeStatement(IncludePlace Place, string Name, bool IsRequired, Origin Origin)
{
    private static readonly (string Word, IncludePlace Place)[] Places =
        [("file(", IncludePlace.File), ("url(", IncludePlace.Url), ("classpath(", IncludePlace.Resource)];

    /// <summary>Reads what follows the word <c>include</c>.</summary>
    public static IncludeStatement Read(TextCursor cursor, Origin origin)
    {
        cursor.SkipToContent();
        if (!cursor.StartsWith("required("))
            return ReadTarget(cursor, false, origin);
        cursor.Take("required(".Length);
        cursor.SkipToContent();
        var statement = ReadTarget(cursor, true, origin);
        Close(cursor, "required(");
        return statement;
    }

    private static IncludeStatement ReadTarget(TextCursor cursor, bool isRequired, Origin origin)
    {
        foreach (var (word, place) in Places)
        {
            if (!cursor.StartsWith(word))
                continue;
            cursor.Take(word.Length);
            cursor.SkipToContent();
            var name = ReadName(cursor, $"a name in quotes inside include {word})");
            Close(cursor, word);
            return new IncludeStatement(place, name, isRequired, origin);
        }

        const string Forms = "a name in quotes, file(\"...\"), classpath(\"...\"), url(\"...\") or required(...) after include";
        return new IncludeStatement(IncludePlace.Any, ReadName(cursor, Forms), isRequired, origin);
    }

    private static string ReadName(TextCursor cursor, string what) =>
        cursor.Current == '"' ? QuotedText.Read(cursor) : throw cursor.Expected(what);

    private static void Close(TextCursor cursor, string opened)
    {
        cursor.SkipToContent();
        if (cursor.Current != ')')
            throw cursor.Expected($"')' after include {opened}\"...\"");
        cursor.Take();
    }
}
