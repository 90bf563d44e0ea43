using System.CommandLine;
using System.Globalization;

namespace ClusterSample;

/// <summary>The commands of the program.</summary>
internal static class Commands
{
    /// <summary>The environment variable that holds the address of RabbitMQ, password included.</summary>
    public const string BrokerVariable = "ConnectionStrings__rabbitmq";

    private const string LocalBroker = "amqp://guest:guest@localhost:5672/";

    // What the environment says is not the option's default: the help would show that, and it may hold a password.
    private static readonly Option<string?> Broker = new("--broker")
    {
        Recursive = true,
        HelpName = "URI",
        Description = $"The address of RabbitMQ. It takes precedence over the environment's {BrokerVariable}, which other users of the machine "
            + $"cannot see. Without either {LocalBroker}",
    };

    private static readonly Option<int> Orders = Number("--orders", 400, "How many orders are sent.");

    private static readonly Option<string> Host = new("--host")
    {
        Recursive = true,
        HelpName = "NAME",
        Description = "The name under which other nodes reach this one.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> Port = Number("--port", null, "The port of this node; a free one if it is not given.");

    private static readonly Option<string?> Seed = new("--seed")
    {
        Recursive = true,
        HelpName = "HOST:PORT",
        Description = "A node to join. The sender begins a cluster of its own without it.",
    };

    private static readonly Option<int> HeartbeatPause = Number("--heartbeat-pause", 5, "Seconds of silence after which a node counts as unreachable.");

    private static readonly Option<bool> Child = new("--child") { Description = "Ends when standard input does." };

    /// <summary>Makes the command that has the others.</summary>
    /// <param name="all">Runs two nodes and a sender, each a process.</param>
    /// <param name="node">Runs one consumer node.</param>
    /// <param name="send">Runs only the sender.</param>
    public static RootCommand Create(Func<CommandLine, Task<int>> all, Func<CommandLine, Task<int>> node, Func<CommandLine, Task<int>> send)
    {
        var nodes = new Command("node", "Runs one consumer node until SIGTERM or SIGINT.") { Child };
        nodes.Validators.Add(result =>
        {
            if (result.GetResult(Seed) is null) result.AddError("A node needs --seed.");
        });
        var sender = new Command("send", "Runs only the sender; it waits for two consumer nodes.");
        var root = new RootCommand("Two consumer nodes and a sender, each a process; one node is killed on the way.")
        {
            Broker, Orders, Host, Port, Seed, HeartbeatPause, nodes, sender,
        };
        root.SetAction(parsed => all(Read(parsed)));
        nodes.SetAction(parsed => node(Read(parsed)));
        sender.SetAction(parsed => send(Read(parsed)));
        return root;
    }

    private static CommandLine Read(ParseResult parsed) => new()
    {
        Broker = parsed.GetValue(Broker) ?? Environment.GetEnvironmentVariable(BrokerVariable) ?? LocalBroker,
        Orders = parsed.GetValue(Orders),
        Host = parsed.GetRequiredValue(Host),
        Port = parsed.GetValue(Port),
        Seed = parsed.GetValue(Seed),
        HeartbeatPause = parsed.GetValue(HeartbeatPause),
        IsChild = parsed.GetValue(Child),
    };

    private static Option<int> Number(string name, int? otherwise, string description) => new(name)
    {
        Recursive = true,
        HelpName = "N",
        Description = description,
        DefaultValueFactory = otherwise is { } value ? _ => value : null,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
            argument.AddError($"{name} is '{argument.Tokens[0].Value}'; it must be a whole number above zero.");
            return 0;
        },
    };
}
