using System.CommandLine;
using ActorBus.Handlers;

namespace ActorBus.Hosting.Verbs;

/// <summary>
/// Lists the endpoints of a program, which are its services; on request with one line for each handler, and one for each service without handlers.
/// </summary>
internal sealed class ListCommand : Command
{
    private readonly HostServices _services;
    private readonly VerbOutput _output;
    private readonly Option<bool> _handlers = new("--handlers") { Description = "Lists the handlers of each service." };
    private readonly Option<bool> _json = VerbOptions.Json();

    public ListCommand(HostServices services, VerbOutput output)
        : base("list", "Lists the endpoints of this program: its services, or their handlers.")
    {
        (_services, _output) = (services, output);
        Add(_handlers);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task RunAsync(ParseResult parsed)
    {
        var services = _services.All();
        if (parsed.GetValue(_json))
        {
            await _output.WriteDocumentAsync(new { services = services.Select(service => new { service.Name, handlers = service.Handlers.All.Select(DocumentOf) }) })
                .ConfigureAwait(false);
            return;
        }

        if (!parsed.GetValue(_handlers))
        {
            _output.WriteTable(["Endpoint Names"], services.Select(service => new[] { service.Name }));
            return;
        }

        _output.WriteTable(["Service", "Kind", "Routing key", "Handler", "From outside"], services.SelectMany(RowsOf));
    }

    private static object DocumentOf(HandlerDescriptor handler) => new { handler.Name, handler.Kind, handler.RoutingKey, handler.IsDistributed };

    private static IEnumerable<string[]> RowsOf(ProgramService service) => service.Handlers.All.Count == 0
        ? [[service.Name, "-", "-", "sends only", "-"]]
        : service.Handlers.All.Select(handler => new[]
        {
            service.Name, handler.Kind.ToString().ToLowerInvariant(), handler.RoutingKey, handler.Name, handler.IsDistributed ? "yes" : "no",
        });
}
