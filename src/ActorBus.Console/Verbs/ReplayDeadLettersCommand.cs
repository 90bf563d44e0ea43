using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Replays dead letters, or edits and replays a single one.</summary>
internal sealed class ReplayDeadLettersCommand : DeadLetterCommand
{
    private readonly DeadLetterSelection _selection = new();
    private readonly Option<double?> _rate = VerbOptions.Rate("--rate", "Replays N a second at most.");
    private readonly Option<bool> _toAnyQueue = new("--to-any-queue")
    {
        Description = "Returns what the broker dead-lettered also to a queue that the service does not consume.",
    };

    private readonly Option<string?> _body = new("--body") { HelpName = "FILE", Description = "Replaces the body of the one entry by that of a file." };
    private readonly Option<string?> _contentType = new("--content-type") { HelpName = "TYPE", Description = "Sets the media type of the body." };
    private readonly Option<string[]> _set = new("--set") { HelpName = "NAME=TEXT", Description = "Sets metadata of the one entry; may be given several times." };
    private readonly Option<string[]> _unset = new("--unset") { HelpName = "NAME", Description = "Removes metadata of the one entry; may be given several times." };

    public ReplayDeadLettersCommand(HostServices services, VerbOutput output)
        : base("replay", "Sends dead letters back to the handler that failed.", services, output, "The ids of the dead letters; list shows them.")
    {
        _selection.AddTo(this, EntriesOf);
        foreach (var option in new Option[] { _rate, _toAnyQueue, _body, _contentType, _set, _unset }) Add(option);
        _set.Validators.Add(CheckPairs);
        Validators.Add(result =>
        {
            if (IsEdit(result) && EntriesOf(result).Count != 1)
                result.AddError("--body, --content-type, --set and --unset go with the replay of one entry.");
            if (IsEdit(result) && result.GetValue(_toAnyQueue))
                result.AddError("--to-any-queue does not go with --body, --content-type, --set and --unset.");
        });
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var isEdit = IsEdit(parsed.CommandResult);
        var replayed = isEdit
            ? await EditAsync(parsed, work, cancellationToken).ConfigureAwait(false)
            : await ReplayAsync(parsed, work, cancellationToken).ConfigureAwait(false);
        if (work.IsJson) await Output.WriteDocumentAsync(new { work.Service, work.Broker, replayed, isChanged = isEdit }).ConfigureAwait(false);
        else await Output.WriteLineAsync($"{Quantity.Of(replayed, "dead letter")} replayed{(isEdit ? ", changed" : "")}").ConfigureAwait(false);
    }

    private Task<long> ReplayAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken) => Output.ShowProgressAsync(
        "Replaying", work.IsJson, () => _selection.CountAsync(parsed, work, cancellationToken),
        progress => work.Letters.ReplayAsync(
            _selection.Read(parsed, work.Entries),
            new ReplayOptions { MaxPerSecond = parsed.GetValue(_rate), ToAnyQueue = parsed.GetValue(_toAnyQueue), Progress = progress },
            cancellationToken));

    private async Task<long> EditAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken)
    {
        var changes = (parsed.GetValue(_unset) ?? []).ToDictionary(name => name, _ => (object?)null);
        foreach (var pair in (parsed.GetValue(_set) ?? []).Select(pair => pair.Split('=', 2))) changes[pair[0]] = pair[1];
        var body = parsed.GetValue(_body) is { } file ? await ReadAsync(file, cancellationToken).ConfigureAwait(false) : (ReadOnlyMemory<byte>?)null;
        var edit = new DeadLetterEdit { Body = body, ContentType = parsed.GetValue(_contentType), Metadata = changes };
        await work.Letters.ReplayAsync(work.Entries[0], edit, cancellationToken).ConfigureAwait(false);
        return 1;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConsoleException($"The new body cannot be read: {error.Message} Nothing was replayed.");
        }
    }

    private bool IsEdit(CommandResult parsed) =>
        new Option[] { _body, _contentType, _set, _unset }.Any(option => parsed.GetResult(option) is not null);

    private static void CheckPairs(OptionResult option)
    {
        foreach (var token in option.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            option.AddError($"--set wants NAME=TEXT; '{token.Value}' is none.");
    }
}
