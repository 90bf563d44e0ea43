using System.Globalization;

namespace ActorBus.Actors.Configuration.Units;

/// <summary>Durations as HOCON writes them: a number of milliseconds, or a number with a unit.</summary>
internal static class DurationText
{
    public const string Form =
        "a duration such as '10s', '1.5 minutes' or a number of milliseconds (units: ns, us, ms, s, m, h, d and their long names)";

    public static TimeSpan? Parse(string text)
    {
        var (number, unit) = UnitText.Split(text);
        return TicksPer(unit) is { } ticks && TryParse(number, out var value) && value >= 0 && TryScale(value, ticks, out var total)
            ? TimeSpan.FromTicks(total)
            : null;
    }

    private static decimal? TicksPer(string unit) => unit switch
    {
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 0.01m,
        "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        _ => null,
    };

    private static bool TryParse(string number, out decimal value) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryScale(decimal value, decimal ticks, out long total)
    {
        var fits = value <= long.MaxValue / ticks;
        total = fits ? (long)Math.Round(value * ticks) : 0;
        return fits;
    }
}
