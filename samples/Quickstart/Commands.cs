using System.CommandLine;
using System.CommandLine.Help;
using ActorBus.RabbitMq;

namespace Quickstart;

/// <summary>The commands of the program. Those of ActorBus are handed on to it as they are, with their help.</summary>
internal static class Commands
{
    private const string BrokerVariable = "ConnectionStrings__rabbitmq";

    // Hidden, as the help would show it for the other commands as well.
    private static readonly Argument<string?> File = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Hidden = true };

    private static readonly Argument<string> Sent = new("FILE") { Description = "The input; - for standard input." };

    // What the environment says is not the option's default: the help would show that, and it may hold a password.
    private static readonly Option<string?> Broker = new("--broker")
    {
        Recursive = true,
        HelpName = "URI",
        Description = $"RabbitMQ, as in amqp://user:password@host:port/vhost. It takes precedence over the environment's {BrokerVariable}, which other users "
            + "of the machine cannot see. Without either a broker in this process.",
    };

    private static readonly Option<string?> Ledger = new("--ledger")
    {
        Recursive = true,
        HelpName = "DIR",
        Description = "The folder where run and send keep what they have counted, in case they are killed.",
    };

    /// <summary>Makes the command that has all others.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(
            """
            Three services that send each other commands, events and messages.
            Quickstart [FILE | -] runs all three in this process, with the orders of a file or of standard input; without either, those that come with it.
            """)
        {
            File, Broker, Ledger,
            HandedOn("list", "Lists the endpoints of this program.", Modes.VerbAsync),
            HandedOn("run", "Runs one service until SIGTERM or SIGINT; run --help shows its options.", line => line.IsHelp
                ? Modes.VerbAsync(line)
                : Modes.RunAsync(Connected(line, "run"))),
            HandedOn("dead-letters", "Works on the dead letters of a service.", Modes.VerbAsync),
            HandedOn("topology", "Works on the exchanges and queues of the services.", Modes.VerbAsync),
            Send(),
        };

        // What is handed on has a help of its own.
        root.Options.OfType<HelpOption>().Single().Recursive = false;
        File.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] and var word }]) result.AddError($"'{word}' is no option of this program.");
        });
        root.SetAction(parsed => Modes.AllAsync(Read(parsed) with { Input = parsed.GetValue(File) }));
        return root;
    }

    private static Command Send()
    {
        var command = new Command("send", "Runs only the sender.") { Sent, new HelpOption() };
        command.SetAction(parsed => Modes.SendAsync(Connected(Read(parsed) with { Input = parsed.GetValue(Sent) }, "send")));
        return command;
    }

    private static Command HandedOn(string name, string description, Func<CommandLine, Task<int>> run)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed => run(Read(parsed) with { Verb = [name, .. parsed.UnmatchedTokens] }));
        return command;
    }

    private static CommandLine Read(ParseResult parsed)
    {
        var broker = parsed.GetValue(Broker) ?? Environment.GetEnvironmentVariable(BrokerVariable);

        // A bad address is refused at once, and without repeating a password that may be in it.
        if (broker is not null) RabbitMqOptions.FromUri(broker);
        var ledgers = parsed.GetValue(Ledger) ?? Path.Combine(Path.GetTempPath(), $"actorbus-quickstart-{Environment.UserName}");
        return new CommandLine(null, broker, ledgers, []);
    }

    private static CommandLine Connected(CommandLine line, string verb) => line.Broker is not null
        ? line
        : throw new CommandLineException($"{verb} is one process of several: it wants --broker URI, or {BrokerVariable} in the environment, to meet the others.");
}
