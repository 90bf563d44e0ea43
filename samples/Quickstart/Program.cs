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
        if (arguments is ["--help" or "-h" or "help"])
        {
            Console.WriteLine(CommandLine.Usage);
            return 0;
        }

        try
        {
            var line = CommandLine.Read(arguments);
            return line.Verb switch
            {
                "list" => await Modes.ListAsync(line),
                "run" => await Modes.RunAsync(line),
                "send" => await Modes.SendAsync(line),
                _ => await Modes.AllAsync(line),
            };
        }
        catch (CommandLineException error)
        {
            await Console.Error.WriteLineAsync($"{error.Message}\n{CommandLine.Usage}");
        }
        catch (Exception error) when (error is BrokerException or BusConfigurationException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return Misused;
    }
}
