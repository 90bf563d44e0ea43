using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>RabbitMQ's report that something exists with a different argument; it names only the first one.</summary>
/// <param name="Argument">The argument, such as <c>x-delivery-limit</c>, <c>durable</c> or <c>type</c>.</param>
/// <param name="Wanted">The declared value, as repeated by the broker.</param>
/// <param name="Current">The existing value, as reported by the broker.</param>
internal sealed partial record Inequivalence(string Argument, string Wanted, string Current)
{
    /// <summary>The existing value of the argument, for use in a declaration; null when it does not exist.</summary>
    public object? Value => Current == "none" ? null
        : Typed().Match(Current) is not { Success: true } typed ? Current
        : typed.Groups["type"].Value is "longstr" ? typed.Groups["value"].Value
        : typed.Groups["type"].Value is "bool" ? typed.Groups["value"].Value == "true"
        : long.TryParse(typed.Groups["value"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : typed.Groups["value"].Value;

    /// <summary>Parses the broker's text; returns null when it reports something else.</summary>
    public static Inequivalence? Read(string text) => Shape().Match(text) is { Success: true } found
        ? new Inequivalence(found.Groups["argument"].Value, Plain(found.Groups["wanted"].Value), found.Groups["current"].Value.Trim())
        : null;

    /// <summary>Returns the argument with its existing and wanted values, for display.</summary>
    public override string ToString() => $"{Argument} is {Plain(Current)}, wanted is {Wanted}";

    private static string Plain(string value) => Typed().Match(value) is { Success: true } typed ? $"'{typed.Groups["value"].Value}'" : value.Trim();

    // "... received the value '1000' of type 'long' but current is the value '2000' of type 'long'", "received none but current is ...",
    // "received 'topic' but current is 'direct'"
    [GeneratedRegex("inequivalent arg '(?<argument>[^']+)' for .* received (?<wanted>.+?) but current is (?<current>.+)$")]
    private static partial Regex Shape();

    [GeneratedRegex("^the value '(?<value>.*)' of type '(?<type>[^']+)'")]
    private static partial Regex Typed();
}
