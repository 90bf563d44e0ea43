using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>The options that select dead letters.</summary>
internal sealed class DeadLetterFilterOptions
{
    private readonly Option<string?> _name = Pattern("--name", "Those of messages with this name");
    private readonly Option<string?> _handler = Pattern("--handler", "Those on which this handler failed");
    private readonly Option<string?> _exception = Pattern("--exception", "Those with an exception of this type");
    private readonly Option<DeadLetterReason?> _reason = VerbOptions.Word<DeadLetterReason>("--reason", "reason", "Those that are here for this reason");
    private readonly Option<DateTimeOffset?> _from = VerbOptions.Moment("--from", "Those that failed at this time or later, such as 2026-03-01T12:00:00Z.");
    private readonly Option<DateTimeOffset?> _before = VerbOptions.Moment("--before", "Those that failed before this time.");

    private IEnumerable<Option> All => [_name, _handler, _exception, _reason, _from, _before];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>Returns whether any of the options is given.</summary>
    public bool AreGiven(CommandResult parsed) => All.Any(option => parsed.GetResult(option) is not null);

    /// <summary>Returns the filter of a command line.</summary>
    public DeadLetterFilter Read(ParseResult parsed, IReadOnlyList<string> entries) => new()
    {
        EntryIds = entries.Count == 0 ? null : entries,
        Name = parsed.GetValue(_name),
        Handler = parsed.GetValue(_handler),
        ExceptionType = parsed.GetValue(_exception),
        Reason = parsed.GetValue(_reason),
        FailedFrom = parsed.GetValue(_from),
        FailedBefore = parsed.GetValue(_before),
    };

    private static Option<string?> Pattern(string name, string description) => new(name)
    {
        HelpName = "PATTERN",
        Description = $"{description}; * stands for any text, ? for one character.",
    };
}
