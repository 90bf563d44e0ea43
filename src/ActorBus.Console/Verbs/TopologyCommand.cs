using System.CommandLine;

namespace ActorBus.Hosting.Verbs;

/// <summary>Base class of the verbs below <c>topology</c>: determines the services they apply to.</summary>
internal abstract class TopologyCommand : Command
{
    private readonly HostServices _services;
    private readonly Argument<string?> _service = new("service")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The name of the service; all of them without it.",
    };

    private readonly Option<bool> _json = VerbOptions.Json();

    protected TopologyCommand(string name, string description, HostServices services, VerbOutput output)
        : base(name, description)
    {
        (_services, Output) = (services, output);
        Add(_service.NoOption());
        Add(_json);
        SetAction((parsed, cancellationToken) => WorkAsync(
            parsed.GetValue(_service) is { } service ? [_services.Find(service)] : _services.All(), parsed.GetValue(_json), cancellationToken));
    }

    /// <summary>Receives the results.</summary>
    protected VerbOutput Output { get; }

    /// <summary>Executes the verb.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> WorkAsync(IReadOnlyList<ProgramService> services, bool isJson, CancellationToken cancellationToken);
}
