namespace ActorBus.Hosting.Verbs;

/// <summary>Rows of text in columns as wide as they need to be.</summary>
internal static class TextTable
{
    /// <summary>Writes the rows, the first of which is the head.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
    }
}
