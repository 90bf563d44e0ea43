namespace ActorBus.Hosting.Verbs;

/// <summary>Writes rows of text in columns.</summary>
internal static class TextTable
{
    /// <summary>Writes rows that all have as many cells as the first.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
    }
}
