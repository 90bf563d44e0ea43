using Microsoft.Extensions.Logging.Abstractions;
using System.CommandLine;
using System.CommandLine.Parsing;
using ActorBus.Distribution;
using ActorBus.Recovery;

namespace ActorBus.Hosting.Verbs;

/// <summary>Base class of the verbs below <c>dead-letters</c>: determines the service and the broker of the dead letters.</summary>
internal abstract class DeadLetterCommand : Command
{
    private readonly HostServices _services;
    private readonly Argument<string?> _service = new("service")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The name of the service; not needed where the program has only one.",
    };

    private readonly Argument<string[]>? _entries;
    private readonly Option<string> _broker = new("--broker")
    {
        HelpName = "NAME",
        Description = "A further broker of the service.",
        DefaultValueFactory = _ => ServiceMap.DefaultBroker,
    };

    private readonly Option<bool> _json = VerbOptions.Json();

    /// <param name="name">The verb.</param>
    /// <param name="description">The description for the help.</param>
    /// <param name="services">The services of the program.</param>
    /// <param name="output">Receives the results.</param>
    /// <param name="entries">The description of the entry ids for the help; null when the verb takes none.</param>
    protected DeadLetterCommand(string name, string description, HostServices services, VerbOutput output, string? entries = null)
        : base(name, description)
    {
        _services = services;
        Output = output;
        _entries = entries is null ? null : new Argument<string[]>("entry") { Arity = ArgumentArity.ZeroOrMore, Description = entries };
        Add(_service.NoOption());
        if (_entries is not null) Add(_entries.NoOption());
        Add(_broker);
        Add(_json);
        SetAction(RunAsync);
    }

    /// <summary>Receives the results.</summary>
    protected VerbOutput Output { get; }

    /// <summary>Executes the verb.</summary>
    protected abstract Task WorkAsync(ParseResult parsed, DeadLetterWork work, CancellationToken cancellationToken);

    /// <summary>Returns the entry ids of a command line.</summary>
    protected IReadOnlyList<string> EntriesOf(SymbolResult parsed) => Split(parsed.GetValue(_service), _entries is null ? [] : parsed.GetValue(_entries)!).Entries;

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (name, entries) = Split(parsed.GetValue(_service), _entries is null ? [] : parsed.GetValue(_entries)!);
        var service = _services.Find(name);
        var wanted = parsed.GetValue(_broker);
        var broker = service.Brokers.FirstOrDefault(one => one.Name == wanted) ?? throw new ConsoleException(
            $"The service '{service.Name}' has no broker '{wanted}'; there is: {string.Join(", ", service.Brokers.Select(one => $"'{one.Name}'"))}.");
        try
        {
            await broker.UseAsync(async made =>
            {
                var letters = DeadLetters.Of(made, broker.Distribution, service.Handlers, NullLogger.Instance, TimeProvider.System);
                await WorkAsync(parsed, new DeadLetterWork(letters, service.Name, broker.Name, entries, parsed.GetValue(_json)), cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new DeadLetterException($"dead-letters {Name} was interrupted. What was replayed or deleted stays so; all other dead letters are still there.");
        }
    }

    /// <summary>
    /// Distinguishes the name of a service from entry ids, which are 16 hexadecimal digits; a program with one service may omit its name.
    /// </summary>
    private (string? Service, string[] Entries) Split(string? first, string[] entries)
    {
        if (first is null) return (null, entries);
        var isEntry = _entries is not null && first.Length == 16 && first.All(char.IsAsciiHexDigit) && !_services.Names.Contains(first);
        return isEntry ? (null, [first, .. entries]) : (first, entries);
    }
}
