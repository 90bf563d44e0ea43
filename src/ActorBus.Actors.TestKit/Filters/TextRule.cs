using System.Text.RegularExpressions;

namespace ActorBus.Actors.TestKit.Filters;

/// <summary>A condition for a text.</summary>
internal sealed record TextRule(string Description, Predicate<string> Fits)
{
    public static TextRule Of(string? message, string? start, string? contains)
    {
        if (message is not null)
            return new TextRule($" with the text '{message}'", text => text == message);
        if (start is not null)
            return new TextRule($" that begins with '{start}'", text => text.StartsWith(start, StringComparison.Ordinal));
        return contains is null
            ? new TextRule("", _ => true)
            : new TextRule($" that contains '{contains}'", text => text.Contains(contains, StringComparison.Ordinal));
    }

    public static TextRule Of(Regex pattern) => new($" that matches '{pattern}'", pattern.IsMatch);
}
