using System.Globalization;

namespace ActorBus.Hosting.Verbs;

/// <summary>Reads times as people write them.</summary>
internal static class TimeText
{
    // About thirty years.
    private const double LongestMilliseconds = 1e12;

    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("", 1)];

    /// <summary>A number of milliseconds, a number with a unit (<c>500ms</c>, <c>1.5s</c>, <c>5m</c>), or <c>00:00:30</c>; null for anything else.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero ? time : null;
        var (unit, factor) = Units.First(one => text.EndsWith(one.Unit, StringComparison.OrdinalIgnoreCase));
        return double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor <= LongestMilliseconds
            ? TimeSpan.FromMilliseconds(number * factor)
            : null;
    }
}
