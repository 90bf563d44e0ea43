namespace ActorBus.Settings;

/// <summary>The form in which settings are compared: <c>send-timeout</c>, <c>SendTimeout</c> and <c>sendTimeout</c> are the same.</summary>
/// <remarks>The words below <c>router.routes</c> are names of messages, which differ in every letter.</remarks>
internal static class SettingsKey
{
    /// <summary>What stands between the words of a path; no configuration system has it inside of a word.</summary>
    public const char Delimiter = ':';

    /// <summary>One word of a path.</summary>
    public static string Of(string word) => word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>A path of several words.</summary>
    public static string Of(IEnumerable<string> words)
    {
        List<string> known = [];
        var areNames = false;
        foreach (var word in words)
        {
            known.Add(areNames ? word : Of(word));
            areNames |= known is [.., "router", "routes"];
        }

        return string.Join(Delimiter, known);
    }
}
