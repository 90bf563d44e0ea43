using System.Globalization;
using ActorBus.Configuration;

namespace ActorBus.Hosting.Configuration;

/// <summary>Turns the texts that users write into those that the binder reads.</summary>
internal static class OptionConversion
{
    /// <summary>Returns the text for the binder; null when it says nothing of this type.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="type">The type of the option.</param>
    /// <param name="option">Its name; one that ends in Bytes or Size takes units.</param>
    public static string? Convert(string text, Type type, string option)
    {
        if (type == typeof(bool)) return OptionText.Flag(text)?.ToString();
        if (type == typeof(int)) return Number(text, option)?.ToString(CultureInfo.InvariantCulture);
        if (type == typeof(TimeSpan))
            return (text.Trim() == "infinite" ? Timeout.InfiniteTimeSpan : OptionText.Duration(text))?.ToString("c", CultureInfo.InvariantCulture);
        return type.IsEnum ? Array.Find(Enum.GetNames(type), name => OptionTypes.WordOf(name) == OptionTypes.WordOf(text.Trim())) : text;
    }

    /// <summary>Says what a text should have been.</summary>
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
