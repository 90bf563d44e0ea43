using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Selects the dead letters that a verb changes: by entry id, by a filter, or explicitly all of them.</summary>
internal sealed class DeadLetterSelection
{
    private readonly Option<bool> _all = new("--all") { Description = "All of them." };
    private readonly DeadLetterFilterOptions _filter = new();

    /// <summary>Adds the options to a command, and a check that exactly one kind of selection is given.</summary>
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

    /// <summary>Returns the filter of a command line.</summary>
    public DeadLetterFilter Read(ParseResult parsed, IReadOnlyList<string> entries) => _filter.Read(parsed, entries);

    /// <summary>Returns the number of selected dead letters if it is known without reading them; otherwise null.</summary>
    public async Task<long?> CountAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_all)) return await work.Letters.CountAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return work.Entries.Count > 0 ? work.Entries.Count : null;
    }
}
