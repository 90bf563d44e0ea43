using System.Globalization;

namespace ClusterSample;

/// <summary>What the program was told to do.</summary>
internal sealed record CommandLine
{
    /// <summary>How to use the program.</summary>
    public const string Usage = """
        Cluster [--broker URI] [--orders N]         two consumer nodes and a sender, each a process; one node is killed on the way
        Cluster node --seed ADDRESS --broker URI    one consumer node, until SIGTERM or SIGINT
        Cluster send --broker URI [--orders N]      only the sender; it waits for two consumer nodes
          --broker URI          amqp://guest:guest@localhost:5672/ unless said otherwise
          --host NAME           the name under which other nodes reach this one; 127.0.0.1 unless said otherwise
          --port NUMBER         its port; a free one unless said otherwise
          --seed ADDRESS        HOST:PORT of a node to join; the sender begins a cluster of its own without it
          --heartbeat-pause N   seconds of silence after which a node counts as unreachable; 5 unless said otherwise
          --child               end when standard input does
        """;

    public string Verb { get; private init; } = "";

    public string Broker { get; private init; } = "amqp://guest:guest@localhost:5672/";

    public int Orders { get; private init; } = 400;

    public string Host { get; private init; } = "127.0.0.1";

    public int Port { get; private init; }

    public string? Seed { get; private init; }

    public int HeartbeatPause { get; private init; } = 5;

    public bool IsChild { get; private init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">They cannot be understood.</exception>
    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = (arguments[index], index + 1 < arguments.Count ? arguments[index + 1] : null);
            if (name is "node" or "send" && index == 0) line = line with { Verb = name };
            else if (name == "--child") line = line with { IsChild = true };
            else if (value is null) throw new ArgumentException($"'{name}' is not understood, or lacks its value.");
            else (line, index) = (line.With(name, value), index + 1);
        }

        if (line is { Verb: "node", Seed: null }) throw new ArgumentException("A node needs --seed.");
        return line;
    }

    private CommandLine With(string name, string value) => name switch
    {
        "--broker" => this with { Broker = value },
        "--orders" => this with { Orders = Number(name, value) },
        "--host" => this with { Host = value },
        "--port" => this with { Port = Number(name, value) },
        "--seed" => this with { Seed = value },
        "--heartbeat-pause" => this with { HeartbeatPause = Number(name, value) },
        _ => throw new ArgumentException($"'{name}' is not understood."),
    };

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} is '{value}'; it must be a whole number above zero.");
}
