using System.CommandLine;

namespace ActorBus.Hosting.Verbs;

/// <summary>Shows one dead letter with its full content.</summary>
internal sealed class ShowDeadLetterCommand : DeadLetterCommand
{
    public ShowDeadLetterCommand(HostServices services, VerbOutput output)
        : base("show", "Shows one dead letter in full: failure, headers and body.", services, output, "The id of the dead letter; list shows them.") =>
        Validators.Add(result =>
        {
            if (EntriesOf(result).Count != 1) result.AddError("show wants one entry id; dead-letters list shows them.");
        });

    /// <inheritdoc/>
    protected override async Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var letter = await work.Letters.ShowAsync(work.Entries[0], cancellationToken).ConfigureAwait(false);
        if (work.IsJson)
        {
            await Output.WriteDocumentAsync(new
            {
                work.Service,
                work.Broker,
                letter.Entry,
                letter.OriginalExchange,
                letter.OriginalRoutingKey,
                letter.Stack,
                letter.Message.Headers,
                letter.BodyText,
                bodyBase64 = letter.BodyText is null ? Convert.ToBase64String(letter.Message.Body.Span) : null,
            }).ConfigureAwait(false);
            return;
        }

        Output.WritePairs(DeadLetterText.Pairs(letter));
        foreach (var line in DeadLetterText.Lines(letter)) await Output.WriteLineAsync(line).ConfigureAwait(false);
    }
}
