using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ActorBus.Configuration;

namespace ActorBus.Hosting.Verbs;

/// <summary>Creates options and arguments with validation, whose errors state the expected format.</summary>
internal static class VerbOptions
{
    /// <summary>Creates the option that requests a JSON document instead of text.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Writes one JSON document and nothing else to standard output." };

    /// <summary>Creates an option that takes a whole number.</summary>
    public static Option<int> Whole(string name, int least, int otherwise, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument => WholeOf(argument, least) ?? Refuse<int>(argument, name, $"a whole number, {least} or more"),
    };

    /// <summary>Creates an option for a limit that is a whole number; 0 for none.</summary>
    public static Option<int> Limit(string name, string unit, string description) => new(name)
    {
        HelpName = unit,
        Description = $"{description}; 0 for no limit.",
        CustomParser = argument => WholeOf(argument, least: 0) ?? Refuse<int>(argument, name, "a whole number, 0 for no limit"),
    };

    /// <summary>Creates an option for a time limit in milliseconds, or with a unit; zero for none.</summary>
    public static Option<TimeSpan> TimeLimit(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = $"{description}: milliseconds, or such as 500ms, 30s, 5m; 0 for no limit.",
        CustomParser = argument => TimeOf(argument) ?? Refuse<TimeSpan>(argument, name, "milliseconds or a time such as 30s"),
    };

    /// <summary>Creates an option that takes a point in time.</summary>
    public static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = argument => DateTimeOffset.TryParse(TextOf(argument), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : Refuse<DateTimeOffset?>(argument, name, "a time such as 2026-03-01T12:00:00Z"),
    };

    /// <summary>Creates an option that takes a number per second.</summary>
    public static Option<double?> Rate(string name, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = argument =>
            double.TryParse(TextOf(argument), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000
                ? number
                : Refuse<double?>(argument, name, "a number above 0"),
    };

    /// <summary>Creates an option that takes a name of an enumeration.</summary>
    public static Option<T?> Word<T>(string name, string what, string description)
        where T : struct, Enum => new(name)
        {
            HelpName = what.ToUpperInvariant(),
            Description = $"{description} ({string.Join(", ", Enum.GetNames<T>())}).",
            CompletionSources = { _ => Enum.GetNames<T>().Select(word => new System.CommandLine.Completions.CompletionItem(word)) },
            CustomParser = argument => Enum.GetNames<T>().FirstOrDefault(word => word.Equals(TextOf(argument), StringComparison.OrdinalIgnoreCase)) is { } word
                ? Enum.Parse<T>(word)
                : RefuseWord<T>(argument, what),
        };

    /// <summary>Makes an argument refuse values that look like an option, because they are mistyped options.</summary>
    public static T NoOption<T>(this T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-'))) result.AddError($"'{token.Value}' is no option of this verb.");
        });
        return argument;
    }

    private static string TextOf(ArgumentResult argument) => argument.Tokens.Single().Value;

    private static int? WholeOf(ArgumentResult argument, int least) =>
        int.TryParse(TextOf(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;

    private static TimeSpan? TimeOf(ArgumentResult argument) =>
        WholeOf(argument, least: 0) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : OptionText.Duration(TextOf(argument));

    private static T? Refuse<T>(ArgumentResult argument, string name, string what)
    {
        argument.AddError($"{name} wants {what}; '{TextOf(argument)}' is none.");
        return default;
    }

    private static T? RefuseWord<T>(ArgumentResult argument, string what)
        where T : struct, Enum
    {
        argument.AddError($"'{TextOf(argument)}' is no {what}; there are {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }
}
