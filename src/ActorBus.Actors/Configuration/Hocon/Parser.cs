using ActorBus.Actors.Configuration.Parsing;

namespace ActorBus.Actors.Configuration.Hocon;

/// <summary>Reads HOCON text.</summary>
public static class Parser
{
    /// <summary>Parses a text without resolving its substitutions.</summary>
    /// <param name="text">The text.</param>
    /// <param name="includeCallback">
    /// Gives the parsed text for the name of an include, or null if there is none; without it, names are file names.
    /// </param>
    /// <returns>The root, to be used as the answer to an include or to make a <see cref="Config"/> of.</returns>
    /// <exception cref="ConfigurationException">The text breaks the syntax; the message says where and what was expected.</exception>
    public static HoconRoot Parse(string text, Func<string, HoconRoot?>? includeCallback)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HoconRoot(new HoconValue(new StringSource(text, includeCallback).Parse(), ""));
    }
}
