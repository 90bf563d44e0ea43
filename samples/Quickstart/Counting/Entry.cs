namespace Quickstart.Counting;

/// <summary>One fact that is counted; two equal ones are the same fact, however often it is told.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="Id">The id of the message, or the line it concerns.</param>
/// <param name="Detail">The handler; of what was sent, the message or line that caused it. Empty where there is none.</param>
/// <param name="Number">The attempt that failed, or the copies that are expected.</param>
internal sealed record Entry(Fact Fact, string Id, string Detail = "", int Number = 0)
{
    /// <summary>As one line of text.</summary>
    public override string ToString() => $"{Fact} {Uri.EscapeDataString(Id)} {Uri.EscapeDataString(Detail)} {Number}";

    /// <summary>Reads a line; null when it is none, as the last one of a killed process may be.</summary>
    public static Entry? Parse(string line) =>
        line.Split(' ') is [var fact, var id, var detail, var number] && Enum.TryParse<Fact>(fact, out var what) && int.TryParse(number, out var count)
            ? new Entry(what, Uri.UnescapeDataString(id), Uri.UnescapeDataString(detail), count)
            : null;
}
