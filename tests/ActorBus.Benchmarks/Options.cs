using System.Globalization;

namespace ActorBus.Benchmarks;

/// <summary>What the command line says.</summary>
internal sealed record Options(string? Json, int Rounds, string? Case)
{
    /// <summary>How to use the program.</summary>
    public const string Usage = """
        bus|rabbitmq [--json FILE] [--rounds N] [--case NAME]
        rabbitmq also: [--subject NAME] [--amqp URI] [--broker-pid N] [--messages N] [--prefetch N] [--callers N]
        """;

    /// <summary>The only subject that is measured; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>The address of the broker; null to start one.</summary>
    public string? Amqp { get; init; }

    /// <summary>The broker's process, for its processor time; null when it is not known, or the one that was started.</summary>
    public int? BrokerPid { get; init; }

    /// <summary>How many messages a filled queue holds; every other count keeps its proportion to this one.</summary>
    public int Messages { get; init; } = 100_000;

    /// <summary>The prefetch of every consumer.</summary>
    public int Prefetch { get; init; } = 500;

    /// <summary>How many callers send at the same time.</summary>
    public int Callers { get; init; } = 500;

    public static Options Parse(string[] args)
    {
        var options = new Options(null, 7, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"'{args[i]}' needs a value.");
            options = args[i] switch
            {
                "--json" => options with { Json = value },
                "--rounds" => options with { Rounds = Number(value) },
                "--case" => options with { Case = value },
                "--subject" => options with { Subject = value },
                "--amqp" => options with { Amqp = value },
                "--broker-pid" => options with { BrokerPid = Number(value) },
                "--messages" => options with { Messages = Number(value) },
                "--prefetch" => options with { Prefetch = Number(value) },
                "--callers" => options with { Callers = Number(value) },
                _ => throw new ArgumentException($"'{args[i]}' is not known.\n{Usage}"),
            };
        }

        return options;
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
