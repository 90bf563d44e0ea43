using System.CommandLine;

namespace ActorBus.Hosting.Verbs;

/// <summary>Deletes dead letters permanently.</summary>
internal sealed class DeleteDeadLettersCommand : DeadLetterCommand
{
    private readonly DeadLetterSelection _selection = new();

    public DeleteDeadLettersCommand(HostServices services, VerbOutput output)
        : base("delete", "Deletes dead letters for good.", services, output, "The ids of the dead letters; list shows them.") =>
        _selection.AddTo(this, EntriesOf);

    /// <inheritdoc/>
    protected override async Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var deleted = await Output.ShowProgressAsync(
            "Deleting", work.IsJson, () => _selection.CountAsync(parsed, work, cancellationToken),
            progress => work.Letters.DeleteAsync(_selection.Read(parsed, work.Entries), progress, cancellationToken)).ConfigureAwait(false);
        if (work.IsJson) await Output.WriteDocumentAsync(new { work.Service, work.Broker, deleted }).ConfigureAwait(false);
        else await Output.WriteLineAsync($"{Quantity.Of(deleted, "dead letter")} deleted").ConfigureAwait(false);
    }
}
