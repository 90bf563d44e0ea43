using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>What RabbitMQ says when something is there with another argument; it names the first one only.</summary>
/// <param name="Argument">The argument, such as <c>x-delivery-limit</c>, <c>durable</c> or <c>type</c>.</param>
/// <param name="Wanted">What was declared, as the broker repeats it.</param>
/// <param name="Current">What is there, as the broker says it.</param>
internal sealed partial record Inequivalence(string Argument, string Wanted, string Current)
{
    /// <summary>The argument's value there, to be declared with; null when it is not there.</summary>
    public object? Value => Current == "none" ? null
        : Typed().Match(Current) is not { Success: true } typed ? Current
        : typed.Groups["type"].Value is "longstr" ? typed.Groups["value"].Value
        : typed.Groups["type"].Value is "bool" ? typed.Groups["value"].Value == "true"
        : long.TryParse(typed.Groups["value"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : typed.Groups["value"].Value;

    /// <summary>Reads the broker's text; null when it says something else.</summary>
    public static Inequivalence? Read(string text) => Shape().Match(text) is { Success: true } found
        ? new Inequivalence(found.Groups["argument"].Value, Plain(found.Groups["wanted"].Value), found.Groups["current"].Value.Trim())
        : null;

    /// <summary>For people: the argument, what is there and what is wanted.</summary>
    public override string ToString() => $"{Argument} is {Plain(Current)}, wanted is {Wanted}";

    private static string Plain(string value) => Typed().Match(value) is { Success: true } typed ? $"'{typed.Groups["value"].Value}'" : value.Trim();

    // "... received the value '1000' of type 'long' but current is the value '2000' of type 'long'", "received none but current is ...",
    // "received 'topic' but current is 'direct'"
    [GeneratedRegex("inequivalent arg '(?<argument>[^']+)' for .* received (?<wanted>.+?) but current is (?<current>.+)$")]
    private static partial Regex Shape();

    [GeneratedRegex("^the value '(?<value>.*)' of type '(?<type>[^']+)'")]
    private static partial Regex Typed();
}
