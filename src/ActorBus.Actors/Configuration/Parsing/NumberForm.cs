using System.Globalization;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Numbers as JSON writes them.</summary>
internal static class NumberForm
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
}
