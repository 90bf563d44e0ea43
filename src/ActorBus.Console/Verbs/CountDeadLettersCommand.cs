using System.CommandLine;
using System.Globalization;

namespace ActorBus.Hosting.Verbs;

/// <summary>Counts dead letters.</summary>
internal sealed class CountDeadLettersCommand : DeadLetterCommand
{
    private readonly DeadLetterFilterOptions _filter = new();

    public CountDeadLettersCommand(HostServices services, VerbOutput output)
        : base("count", "Counts dead letters.", services, output) => _filter.AddTo(this);

    /// <inheritdoc/>
    protected override async Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var count = await work.Letters.CountAsync(_filter.Read(parsed, work.Entries), cancellationToken).ConfigureAwait(false);
        if (work.IsJson) await Output.WriteDocumentAsync(new { work.Service, work.Broker, count }).ConfigureAwait(false);
        else await Output.WriteLineAsync(count.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
    }
}
