using ActorBus.Hosting.Composition;

namespace ActorBus.Hosting.Verbs;

/// <summary>The endpoints of a program as a table.</summary>
internal static class EndpointTable
{
    /// <summary>Writes one line for each handler, and one for a service without any.</summary>
    public static void Write(TextWriter output, IEnumerable<ServiceSetup> services)
    {
        string[] head = ["Service", "Kind", "Routing key", "Handler", "From outside"];
        TextTable.Write(output, [head, .. services.SelectMany(RowsOf)]);
    }

    private static IEnumerable<string[]> RowsOf(ServiceSetup service) => service.Handlers.All.Count == 0
        ? [[service.Name, "-", "-", "sends only", "-"]]
        : service.Handlers.All.Select(handler => new[]
        {
            service.Name, handler.Kind.ToString().ToLowerInvariant(), handler.RoutingKey, handler.Name, handler.IsDistributed ? "yes" : "no",
        });
}
