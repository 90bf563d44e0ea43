namespace ActorBus.Settings;

/// <summary>One value as it was written.</summary>
/// <param name="Place">Where its words begin, for people: <c>ActorBus</c>, <c>actorbus.services.billing</c>.</param>
/// <param name="Separator">What stands between the words there.</param>
/// <param name="Words">Its path below that place, as it was written.</param>
/// <param name="Items">The texts: one, or those of a list.</param>
internal sealed record SettingsValue(string Place, char Separator, IReadOnlyList<string> Words, IReadOnlyList<string> Items)
{
    /// <summary>Its path in the form that is compared.</summary>
    public string Key { get; } = SettingsKey.Of(Words);

    /// <summary>Its path for people.</summary>
    public string Path => PathOf(Words.Count);

    /// <summary>The path of the first words, for people.</summary>
    public string PathOf(int words) => string.Join(Separator, Words.Take(words).Select(Quote).Prepend(Place));

    /// <summary>The same value, seen from further below.</summary>
    public SettingsValue Below(int words) => new(PathOf(words), Separator, [.. Words.Skip(words)], Items);

    private string Quote(string word) => word.Contains(Separator, StringComparison.Ordinal) ? $"\"{word}\"" : word;
}
