using System.Globalization;

namespace ActorBus.Configuration;

/// <summary>Parses the text of options: durations and sizes with units, and words for true and false.</summary>
internal static class OptionText
{
    // About thirty years, far from where a TimeSpan overflows.
    private const double LongestMilliseconds = 1e12;

    private static readonly Dictionary<string, double> Milliseconds = Units(
        (0.000001, "ns nano nanos nanosecond nanoseconds"), (0.001, "us micro micros microsecond microseconds"),
        (1, "ms milli millis millisecond milliseconds"), (1_000, "s second seconds"), (60_000, "m minute minutes"),
        (3_600_000, "h hour hours"), (86_400_000, "d day days"));

    private static readonly Dictionary<string, double> Bytes = Units(
        (1, "b byte bytes"), (1 << 10, "k kib kibibytes"), (1 << 20, "m mib mebibytes"), (1 << 30, "g gib gibibytes"),
        (1e3, "kb kilobytes"), (1e6, "mb megabytes"), (1e9, "gb gigabytes"));

    /// <summary>
    /// Parses a duration above zero in HOCON notation (<c>500ms</c>, <c>1.5 s</c>) or as a <see cref="TimeSpan"/> (<c>00:00:10</c>); returns null for
    /// anything else.
    /// </summary>
    public static TimeSpan? Duration(string text)
    {
        TimeSpan duration;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text.Trim(), CultureInfo.InvariantCulture, out duration) && duration > TimeSpan.Zero ? duration : null;
        if (Number(text, Milliseconds) is not { } milliseconds || milliseconds > LongestMilliseconds) return null;
        duration = TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));
        return duration > TimeSpan.Zero ? duration : null;
    }

    /// <summary>Parses a size in bytes above zero, such as <c>16KiB</c>, <c>4m</c> or <c>1000</c>; returns null for anything else.</summary>
    public static int? Size(string text)
    {
        var size = double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain) ? plain : Number(text, Bytes);
        return size is >= 1 and <= int.MaxValue ? (int)size : null;
    }

    /// <summary>Parses a flag (true, on, yes; false, off, no); returns null for anything else.</summary>
    public static bool? Flag(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "on" or "yes" => true,
        "false" or "off" or "no" => false,
        _ => null,
    };

    private static double? Number(string text, Dictionary<string, double> units)
    {
        var trimmed = text.Trim();
        var digits = trimmed.AsSpan().IndexOfAnyExcept("0123456789.");
        return digits > 0 && units.TryGetValue(trimmed[digits..].Trim().ToLowerInvariant(), out var factor)
            && double.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }

    private static Dictionary<string, double> Units(params (double Factor, string Names)[] units) =>
        units.SelectMany(unit => unit.Names.Split(' ').Select(name => KeyValuePair.Create(name, unit.Factor))).ToDictionary();
}
