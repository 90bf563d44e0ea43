using System.Globalization;
using ActorBus.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Converts the text that users write into the text that the configuration binder reads.</summary>
internal static class OptionConversion
{
    /// <summary>Returns the text for the binder; null when it is not a valid value of the type.</summary>
    /// <param name="text">The text from configuration.</param>
    /// <param name="type">The type of the option.</param>
    /// <param name="option">The name of the option; names that end in Bytes or Size accept units.</param>
    public static string? Convert(string text, Type type, string option)
    {
        if (type == typeof(bool)) return OptionText.Flag(text)?.ToString();
        if (type == typeof(int)) return Number(text, option)?.ToString(CultureInfo.InvariantCulture);
        if (type == typeof(TimeSpan))
            return (text.Trim() == "infinite" ? Timeout.InfiniteTimeSpan : OptionText.Duration(text))?.ToString("c", CultureInfo.InvariantCulture);
        return type.IsEnum ? Array.Find(Enum.GetNames(type), name => OptionTypes.WordOf(name) == OptionTypes.WordOf(text.Trim())) : text;
    }

    /// <summary>Returns a description of the expected text.</summary>
    public static string Wanted(Type type, string option) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) ? IsSize(option) ? "a size from 1 byte to 2 GiB such as 16KiB or 4MiB" : "a whole number"
        : type == typeof(TimeSpan) ? "a duration above zero such as 500ms, 30s or 00:00:30"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}"
        : "a text";

    private static int? Number(string text, string option) => IsSize(option) ? OptionText.Size(text)
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsSize(string option) => OptionTypes.WordOf(option) is var word
        && (word.EndsWith("bytes", StringComparison.Ordinal) || word.EndsWith("size", StringComparison.Ordinal));
}
