using System.Globalization;
using System.Numerics;

namespace ActorBus.Actors.Configuration.Tree;

/// <summary>Objects whose keys are numbers, which stand in for lists.</summary>
internal static class NumberedKeys
{
    /// <summary>The values of the numeric keys in numeric order; other keys and gaps do not count.</summary>
    public static List<T> Sort<T>(IReadOnlyDictionary<string, T> fields) =>
        [.. fields.Where(field => IsIndex(field.Key)).OrderBy(field => Index(field.Key)).Select(field => field.Value)];

    private static bool IsIndex(string key) => key.Length > 0 && key.All(char.IsAsciiDigit);

    private static BigInteger Index(string key) => BigInteger.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
}
