using System.Globalization;
using ActorBus.Distribution;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>What stands behind the verb <c>dead-letters</c>.</summary>
internal sealed record DeadLetterArguments
{
    /// <summary>How to use the verb.</summary>
    public const string Usage = """
        dead-letters list <service> [filter] [--offset N] [--limit N] [--oldest-first]
        dead-letters count <service> [filter]
        dead-letters show <service> <entry>
        dead-letters replay <service> <entry>... | --all | filter   [--rate N]   N a second at most
        dead-letters replay <service> <entry> [--body FILE] [--content-type TYPE] [--set NAME=TEXT]... [--unset NAME]...   changed first
        dead-letters delete <service> <entry>... | --all | filter
          --broker NAME: on a further broker of the service
          filter: --name, --handler, --exception (each with * and ?), --reason, --from, --before (a time)
        """;

    /// <summary><c>list</c>, <c>count</c>, <c>show</c>, <c>replay</c> or <c>delete</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Whose dead letters.</summary>
    public required string Service { get; init; }

    /// <summary>On which of its brokers.</summary>
    public string Broker { get; init; } = ServiceMap.DefaultBroker;

    /// <summary>Which of them.</summary>
    public DeadLetterFilter Filter { get; init; } = DeadLetterFilter.All;

    /// <summary>True when all are meant, in so many words.</summary>
    public bool All { get; init; }

    /// <summary>How many are left out first.</summary>
    public int Offset { get; init; }

    /// <summary>How many are listed.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The other way round.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>How many are replayed a second.</summary>
    public double? Rate { get; init; }

    /// <summary>The file with the new body; null to keep it.</summary>
    public string? BodyFile { get; init; }

    /// <summary>The media type of the new body; null to keep it.</summary>
    public string? ContentType { get; init; }

    /// <summary>Metadata to set, or with null to remove.</summary>
    public IReadOnlyDictionary<string, object?> Changes { get; init; } = new Dictionary<string, object?>();

    /// <summary>Whether the dead letter is changed before it is replayed.</summary>
    public bool IsEdit => BodyFile is not null || ContentType is not null || Changes.Count > 0;

    /// <summary>Reads what stands behind the verb.</summary>
    /// <exception cref="ConsoleException">It cannot be understood; the text says how to write it.</exception>
    public static DeadLetterArguments Read(IEnumerable<string> arguments)
    {
        var rest = new Queue<string>(arguments);
        if (!rest.TryDequeue(out var action) || action is not ("list" or "count" or "show" or "replay" or "delete"))
            throw Wrong("it wants list, count, show, replay or delete");
        if (!rest.TryDequeue(out var service) || service.StartsWith('-')) throw Wrong($"{action} wants the name of a service");
        var read = new DeadLetterArguments { Action = action, Service = service };
        var entries = new List<string>();
        while (rest.TryDequeue(out var word))
        {
            if (word.StartsWith('-')) read = read.With(word, rest);
            else entries.Add(word);
        }

        if (entries.Count > 0) read = read with { Filter = read.Filter with { EntryIds = entries } };
        return read.Checked(entries.Count);
    }

    private DeadLetterArguments With(string option, Queue<string> rest) => option switch
    {
        "--all" => this with { All = true },
        "--broker" => this with { Broker = Value(option, rest) },
        "--oldest-first" => this with { OldestFirst = true },
        "--name" => this with { Filter = Filter with { Name = Value(option, rest) } },
        "--handler" => this with { Filter = Filter with { Handler = Value(option, rest) } },
        "--exception" => this with { Filter = Filter with { ExceptionType = Value(option, rest) } },
        "--reason" => this with { Filter = Filter with { Reason = Reason(Value(option, rest)) } },
        "--from" => this with { Filter = Filter with { FailedFrom = Time(option, Value(option, rest)) } },
        "--before" => this with { Filter = Filter with { FailedBefore = Time(option, Value(option, rest)) } },
        "--offset" => this with { Offset = Whole(option, Value(option, rest), 0) },
        "--limit" => this with { Limit = Whole(option, Value(option, rest), 1) },
        "--rate" => this with { Rate = Number(option, Value(option, rest)) },
        "--body" => this with { BodyFile = Value(option, rest) },
        "--content-type" => this with { ContentType = Value(option, rest) },
        "--set" => WithChange(option, Value(option, rest)),
        "--unset" => this with { Changes = new Dictionary<string, object?>(Changes) { [Value(option, rest)] = null } },
        _ => throw Wrong($"'{option}' is unknown"),
    };

    private DeadLetterArguments WithChange(string option, string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var place
        ? this with { Changes = new Dictionary<string, object?>(Changes) { [text[..place]] = text[(place + 1)..] } }
        : throw Wrong($"{option} wants NAME=TEXT; '{text}' is none");

    private DeadLetterArguments Checked(int entries)
    {
        if (Action == "show" && entries != 1) throw Wrong("show wants one entry id; the action list shows them");
        if (IsEdit && (Action != "replay" || entries != 1)) throw Wrong("--body, --content-type, --set and --unset go with the replay of one entry");
        if (Action is "replay" or "delete" && !All && Filter == DeadLetterFilter.All) throw Wrong($"{Action} wants entry ids, a filter or --all");
        return All && Filter != DeadLetterFilter.All ? throw Wrong("--all goes with neither entry ids nor a filter") : this;
    }

    private static DeadLetterReason Reason(string text) => Enum.TryParse<DeadLetterReason>(text, ignoreCase: true, out var reason) && Enum.IsDefined(reason)
        ? reason
        : throw Wrong($"'{text}' is no reason; there are {string.Join(", ", Enum.GetNames<DeadLetterReason>())}");

    private static DateTimeOffset Time(string option, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong($"{option} wants a time such as 2026-03-01T12:00:00Z; '{text}' is none");

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000
            ? number
            : throw Wrong($"{option} wants a number above 0; '{text}' is none");

    private static int Whole(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw Wrong($"{option} wants a whole number, {least} or more; '{text}' is none");

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out var value) ? value : throw Wrong($"{option} wants a value");

    private static ConsoleException Wrong(string what) => new($"dead-letters: {what}. How to write it:\n{Usage}");
}
