using Spectre.Console;

namespace ActorBus.Hosting.Verbs;

/// <summary>Decides whether there is a terminal that shows tables and progress.</summary>
internal static class Terminal
{
    /// <summary>Standard output, if it is a terminal that takes more than plain text; else null.</summary>
    public static IAnsiConsole? Find() =>
        IsPlain(System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"))
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });

    /// <summary>Whether only plain text is wanted.</summary>
    /// <param name="isRedirected">Whether standard output is no terminal.</param>
    /// <param name="noColor">The environment's <c>NO_COLOR</c>.</param>
    /// <param name="term">The environment's <c>TERM</c>.</param>
    public static bool IsPlain(bool isRedirected, string? noColor, string? term) => isRedirected || !string.IsNullOrEmpty(noColor) || term == "dumb";
}
