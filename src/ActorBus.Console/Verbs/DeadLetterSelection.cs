using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Says which dead letters a verb changes: entries, a filter, or all of them in so many words.</summary>
internal sealed class DeadLetterSelection
{
    private readonly Option<bool> _all = new("--all") { Description = "All of them." };
    private readonly DeadLetterFilterOptions _filter = new();

    /// <summary>Adds the options to a command, and the check that what is meant is said once.</summary>
    public void AddTo(Command command, Func<SymbolResult, IReadOnlyList<string>> entriesOf)
    {
        command.Add(_all);
        _filter.AddTo(command);
        command.Validators.Add(result =>
        {
            var isChosen = entriesOf(result).Count > 0 || _filter.AreGiven(result);
            var isAll = result.GetResult(_all) is not null;
            if (!isChosen && !isAll) result.AddError($"{command.Name} wants entry ids, a filter or --all.");
            if (isChosen && isAll) result.AddError("--all goes with neither entry ids nor a filter.");
        });
    }

    /// <summary>The filter of a command line.</summary>
    public DeadLetterFilter Read(ParseResult parsed, IReadOnlyList<string> entries) => _filter.Read(parsed, entries);

    /// <summary>How many dead letters are meant, where that is known without looking at them; else null.</summary>
    public async Task<long?> CountAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_all)) return await work.Letters.CountAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return work.Entries.Count > 0 ? work.Entries.Count : null;
    }
}
