using System.CommandLine;
using System.CommandLine.Invocation;
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
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = isRefused ? Console.Error : Console.Out,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            if (!isRefused) return code;
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
