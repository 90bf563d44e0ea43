using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using ActorBus;
using ActorBus.Brokers;

namespace Quickstart;

/// <summary>Three services that send each other commands, events and messages.</summary>
internal static class Program
{
    /// <summary>The exit code when there was nothing to run.</summary>
    public const int Misused = 2;

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var parsed = Commands.Create().Parse(arguments, new ParserConfiguration { EnablePosixBundling = false });
            var isRefused = parsed.Errors.Count > 0;
            if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = false;
            using var refused = new StringWriter();
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = isRefused ? refused : Console.Out,
                Error = isRefused ? refused : Console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            if (!isRefused) return code;
            // It repeats what it does not understand, and that may be --broker, mistyped, with a password behind it.
            await Console.Error.WriteAsync(Regex.Replace(refused.ToString(), @"://\S*@", "://***@"));
            await Console.Error.WriteLineAsync("For help: --help");
            return Misused;
        }
        catch (Exception error) when (error is CommandLineException or BrokerException or BusConfigurationException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Misused;
        }
    }
}
