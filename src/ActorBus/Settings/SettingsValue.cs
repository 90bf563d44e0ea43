namespace ActorBus.Settings;

/// <summary>One value as it was written.</summary>
/// <param name="Key">Its path in the form that is compared.</param>
/// <param name="Path">Its path as it was written, for people.</param>
/// <param name="Words">Its words as they were written, as many as the key has.</param>
/// <param name="Items">The texts: one, or those of a list.</param>
internal sealed record SettingsValue(string Key, string Path, IReadOnlyList<string> Words, IReadOnlyList<string> Items);
