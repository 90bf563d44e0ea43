using System.Globalization;

namespace ActorBus.Hosting.Verbs;

/// <summary>Formats quantities.</summary>
internal static class Quantity
{
    /// <summary>Returns a number with its noun in singular or plural, such as <c>1 message</c>.</summary>
    public static string Of(long number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
