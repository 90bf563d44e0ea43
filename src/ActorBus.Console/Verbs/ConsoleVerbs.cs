using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using ActorBus.Brokers;
using ActorBus.Recovery;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace ActorBus.Hosting.Verbs;

/// <summary>Executes the command line of a program and turns the outcome into an exit code.</summary>
internal sealed partial class ConsoleVerbs(IHost host, TextWriter output, TextWriter errors, IAnsiConsole? terminal = null)
{
    private const int Failed = 1;
    private const int NotBegun = 2;

    // Long enough to return a large queue of dead letters in its order.
    private static readonly TimeSpan InterruptionLimit = TimeSpan.FromSeconds(30);

    /// <summary>Returns whether a command line starts the host: without a verb, or with the verb <c>run</c>.</summary>
    public static bool StartsHost(IReadOnlyList<string> arguments) => IsForHost(arguments) || arguments[0] == RunCommand.Verb;

    /// <summary>Executes a command line and disposes the host.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            try
            {
                return IsForHost(arguments) ? await new HostRunner(host).RunAsync().ConfigureAwait(false) : await VerbAsync(arguments).ConfigureAwait(false);
            }
            finally
            {
                if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().ConfigureAwait(false);
                else host.Dispose();
            }
        }
        catch (Exception error) when (error is ConsoleException or BusConfigurationException or BrokerException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return NotBegun;
        }
        catch (Exception error) when (error is DeadLetterException or ArgumentException)
        {
            await errors.WriteLineAsync(error.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private static bool IsForHost(IReadOnlyList<string> arguments) =>
        arguments is [] || (arguments[0].StartsWith('-') && arguments[0] is not ("--help" or "-h" or "-?") && arguments is not ["--version"]);

    private async Task<int> VerbAsync(IReadOnlyList<string> arguments)
    {
        using var logs = new LogsOnStandardError(host.Services);
        var parsed = Parse(arguments);
        var isRefused = parsed.Errors.Count > 0;
        if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = false;
        using var refused = new StringWriter(CultureInfo.InvariantCulture);
        var code = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = isRefused ? refused : output,
            Error = isRefused ? refused : errors,
            EnableDefaultExceptionHandler = false,
            // A running host handles signals itself.
            ProcessTerminationTimeout = StartsHost(arguments) ? null : InterruptionLimit,
        }).ConfigureAwait(false);
        if (!isRefused) return code;
        // The error repeats what it does not understand, which may be a mistyped option with an address.
        await errors.WriteAsync(Credentials().Replace(refused.ToString(), "://***@")).ConfigureAwait(false);
        var commands = Ancestors(parsed.CommandResult).Reverse().ToArray();
        var verbs = commands[^1].Subcommands is { Count: > 0 } there ? $"The verbs are {string.Join(", ", there.Select(verb => verb.Name))}. " : "";
        await errors.WriteLineAsync($"{verbs}For help: {string.Join(' ', commands.Select(command => command.Name))} --help").ConfigureAwait(false);
        return NotBegun;
    }

    private ParseResult Parse(IReadOnlyList<string> arguments)
    {
        var configuration = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var root = Root();
        var parsed = root.Parse(arguments, configuration);

        // Arguments after an unknown verb are meaningless and would only add more errors.
        return parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var unknown, _, ..]
            ? root.Parse([.. arguments.TakeWhile(word => word != unknown), unknown], configuration)
            : parsed;
    }

    private RootCommand Root()
    {
        var services = new HostServices(host.Services);
        var written = new VerbOutput(output, terminal);
        var root = new RootCommand(
            """
            Runs this host with all its services, or carries out one of the commands below.
            Without a command, arguments that begin with dashes (--urls, --environment, ...) belong to the host.
            Exit code 0: a clean end. 1: stopped at a failure, dead letters could not be handled, or the broker's topology differs.
            2: could not begin (bad arguments, bad configuration, no broker). The reason is on standard error.
            """)
        {
            new ListCommand(services, written),
            new RunCommand(new HostRunner(host), services, errors),
            new VerbGroup("dead-letters", "Works on the dead letters of a service, which need not run.")
            {
                new ListDeadLettersCommand(services, written),
                new CountDeadLettersCommand(services, written),
                new ShowDeadLetterCommand(services, written),
                new ReplayDeadLettersCommand(services, written),
                new DeleteDeadLettersCommand(services, written),
            },
            new VerbGroup("topology", "Works on the exchanges, queues and bindings of the services, which need not run.")
            {
                new ShowTopologyCommand(services, written),
                new ExamineTopologyCommand("plan", "Compares the broker with what is wanted, and says what to do; changes nothing.", services, written),
                new ExamineTopologyCommand("apply", "Declares what is missing on the broker; leaves the rest as it is.", services, written),
            },
        };
        root.SetAction(_ => 0);
        return root;
    }

    [GeneratedRegex(@"://\S*@")]
    private static partial Regex Credentials();

    private static IEnumerable<Command> Ancestors(CommandResult result)
    {
        for (var next = result; next is not null; next = next.Parent as CommandResult) yield return next.Command;
    }
}
