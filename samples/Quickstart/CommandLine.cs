using ActorBus.RabbitMq;

namespace Quickstart;

/// <summary>What the program was told to do.</summary>
/// <param name="Verb">Empty for all in one process, else <c>list</c>, <c>run</c> or <c>send</c>.</param>
/// <param name="Input">The input: a file, <c>-</c> for standard input, or null for what was not said.</param>
/// <param name="Broker">The address of RabbitMQ; null for the broker in this process.</param>
/// <param name="Ledgers">Where a process keeps what it has counted.</param>
/// <param name="Rest">What stands behind the verb and is none of the above.</param>
internal sealed record CommandLine(string Verb, string? Input, string? Broker, string Ledgers, IReadOnlyList<string> Rest)
{
    /// <summary>How to use the program.</summary>
    public const string Usage = """
        Quickstart [FILE | -] [--broker URI]      the three services in one process; without FILE the orders that come with it
        Quickstart list                           the endpoints of this program
        Quickstart run SERVICE --broker URI       one service, until SIGTERM or SIGINT; also --handled-message-limit N,
                                                  --execution-time-limit TIME, --memory-limit MB, --stop-on-failure,
                                                  --finish-when-no-messages, -v, -vv, -vvv
        Quickstart send FILE --broker URI         only the sender; - for standard input
          --broker URI   amqp://user:password@host:port/vhost; without it a broker in this process
          --ledger DIR   where run and send keep what they have counted, in case they are killed
        """;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="CommandLineException">They cannot be understood.</exception>
    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        string? broker = null;
        var ledgers = Path.Combine(Path.GetTempPath(), $"actorbus-quickstart-{Environment.UserName}");
        var rest = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--broker":
                    broker = ValueAt(arguments, ++index, "--broker wants an address");
                    break;
                case "--ledger":
                    ledgers = ValueAt(arguments, ++index, "--ledger wants a folder");
                    break;
                default:
                    rest.Add(arguments[index]);
                    break;
            }
        }

        // A bad address is refused at once, and without repeating a password that may be in it.
        if (broker is not null) RabbitMqOptions.FromUri(broker);
        return rest switch
        {
            ["list"] => new CommandLine("list", null, broker, ledgers, rest),
            ["run", ..] => new CommandLine("run", null, Needed(broker, "run"), ledgers, rest),
            ["send", var input] => new CommandLine("send", input, Needed(broker, "send"), ledgers, rest),
            [] => new CommandLine("", null, broker, ledgers, rest),
            [var input] when input == "-" || !input.StartsWith('-') => new CommandLine("", input, broker, ledgers, rest),
            _ => throw new CommandLineException($"'{string.Join(' ', rest)}' cannot be carried out."),
        };
    }

    private static string ValueAt(IReadOnlyList<string> arguments, int index, string fault) =>
        index < arguments.Count ? arguments[index] : throw new CommandLineException(fault + ".");

    private static string Needed(string? broker, string verb) =>
        broker ?? throw new CommandLineException($"{verb} is one process of several: it wants --broker URI to meet the others.");
}
