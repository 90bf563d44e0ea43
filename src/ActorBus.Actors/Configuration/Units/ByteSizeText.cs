using System.Globalization;

namespace ActorBus.Actors.Configuration.Units;

/// <summary>Sizes as HOCON writes them: a number of bytes, or a number with a unit of powers of ten or of two.</summary>
internal static class ByteSizeText
{
    public const string Form =
        "a size in bytes such as '512', '64k' or '1.5 MiB' (kB, MB, GB, ... count in thousands, K, M, G, KiB, MiB, ... in 1024s)";

    private const string Prefixes = "KMGTPEZY";

    private static readonly string[] Decimal = ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];

    private static readonly string[] Binary = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];

    public static long? Parse(string text)
    {
        var (number, unit) = UnitText.Split(text);
        if (FactorOf(unit) is not { } factor ||
            !decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ||
            Math.Abs(value) > long.MaxValue / factor)
        {
            return null;
        }

        return (long)(value * factor);
    }

    private static decimal? FactorOf(string unit)
    {
        if (unit is "" or "b" or "B" or "byte" or "bytes")
            return 1;
        for (var i = 0; i < Prefixes.Length; i++)
        {
            var letter = Prefixes[i];
            if (unit == (i == 0 ? "kB" : $"{letter}B") || unit == Decimal[i] + "byte" || unit == Decimal[i] + "bytes")
                return Power(1000, i + 1);
            if (unit == $"{letter}" || unit == $"{char.ToLowerInvariant(letter)}" || unit == $"{letter}i" || unit == $"{letter}iB" ||
                unit == Binary[i] + "byte" || unit == Binary[i] + "bytes")
            {
                return Power(1024, i + 1);
            }
        }

        return null;
    }

    private static decimal Power(int step, int count) => Enumerable.Repeat((decimal)step, count).Aggregate((a, b) => a * b);
}
