using System.Globalization;

namespace ActorBus.Actors.Configuration.Units;

/// <summary>Numbers of the sizes a program asks for.</summary>
internal static class NumberText
{
    public const NumberStyles Style = NumberStyles.Float;

    /// <summary>A whole number between the limits; 1e3 and 10.0 are whole.</summary>
    public static long? Whole(string text, long minimum, long maximum) =>
        Decimal(text) is { } value && decimal.IsInteger(value) && value >= minimum && value <= maximum ? (long)value : null;

    public static decimal? Decimal(string text) =>
        decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Double(string text) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static float? Single(string text) =>
        float.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) ? value : null;
}
