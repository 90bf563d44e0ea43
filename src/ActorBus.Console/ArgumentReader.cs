using System.Globalization;
using ActorBus.Settings;
using HostLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorBus.Hosting.Verbs;

/// <summary>Reads what stands behind the verb <c>run</c>.</summary>
internal static class ArgumentReader
{
    /// <summary>How to use the verbs.</summary>
    public const string Usage = """
        list                                the endpoints of this program
        run <service> [options]             runs one service until SIGTERM or SIGINT, or until a limit is reached
          -v, -vv, -vvv                     logs information, debug, trace
          --handled-message-limit N         stops after N messages
          --execution-time-limit TIME       stops after a time: milliseconds, or 500ms, 30s, 5m
          --memory-limit MB                 stops when the process takes so much memory
          --stop-on-failure                 stops at the first failure; the message stays in the queue
          --finish-when-no-messages         stops when the queue is empty
          --no-declare                      declares nothing: the user needs no right to configure, the queues exist
        """;

    /// <summary>How to use all verbs there are.</summary>
    public const string AllUsage = $"{Usage}\n{TopologyArguments.Usage}\n{DeadLetterArguments.Usage}";

    /// <summary>Reads the arguments behind <c>run</c>.</summary>
    /// <exception cref="ConsoleException">They cannot be understood; the text says how to write them.</exception>
    public static RunArguments Read(IEnumerable<string> arguments)
    {
        var rest = new Queue<string>(arguments.SelectMany(Split));
        if (!rest.TryDequeue(out var service) || service.StartsWith('-')) throw Wrong("run wants the name of a service");
        var run = new RunArguments { Service = service };
        while (rest.TryDequeue(out var option))
        {
            run = option switch
            {
                "-v" => run with { Level = HostLevel.Information },
                "-vv" => run with { Level = HostLevel.Debug },
                "-vvv" => run with { Level = HostLevel.Trace },
                "--handled-message-limit" => run with { HandledMessageLimit = Number(option, rest) },
                "--execution-time-limit" => run with { ExecutionTimeLimit = Time(option, rest) },
                "--memory-limit" => run with { MemoryLimit = Number(option, rest) },
                "--stop-on-failure" => run with { StopOnFailure = true },
                "--no-declare" => run with { NoDeclare = true },
                "--finish-when-no-messages" => run with { FinishWhenNoMessages = true },
                _ => throw Wrong($"'{option}' is unknown"),
            };
        }

        return run;
    }

    private static IEnumerable<string> Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument];

    private static int? Number(string option, Queue<string> rest)
    {
        var text = Value(option, rest);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw Wrong($"{option} wants a whole number, 0 for no limit; '{text}' is none");
        return number == 0 ? null : number;
    }

    private static TimeSpan? Time(string option, Queue<string> rest)
    {
        var text = Value(option, rest);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return milliseconds == 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
        return SettingsText.Duration(text) ?? throw Wrong($"{option} wants milliseconds or a time such as 30s; '{text}' is none");
    }

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out var value) ? value : throw Wrong($"{option} wants a value");

    private static ConsoleException Wrong(string what) => new($"{what}. The verbs:\n{AllUsage}");
}
