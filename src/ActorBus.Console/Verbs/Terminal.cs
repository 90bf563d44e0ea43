using Spectre.Console;

namespace ActorBus.Hosting.Verbs;

/// <summary>Determines whether there is a terminal that can display tables and progress.</summary>
internal static class Terminal
{
    /// <summary>Returns standard output if it is a terminal that supports more than plain text; otherwise null.</summary>
    public static IAnsiConsole? Find() =>
        IsPlain(System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"))
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Out) });

    /// <summary>Returns whether only plain text should be written.</summary>
    /// <param name="isRedirected">Whether standard output is not a terminal.</param>
    /// <param name="noColor">The environment variable <c>NO_COLOR</c>.</param>
    /// <param name="term">The environment variable <c>TERM</c>.</param>
    public static bool IsPlain(bool isRedirected, string? noColor, string? term) => isRedirected || !string.IsNullOrEmpty(noColor) || term == "dumb";
}
