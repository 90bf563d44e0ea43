namespace ActorBus.Hosting.Verbs;

/// <summary>Shows the exchanges, queues and bindings that services need, without connecting to a broker.</summary>
internal sealed class ShowTopologyCommand(HostServices services, VerbOutput output)
    : TopologyCommand("show", "Shows the exchanges, queues and bindings that are wanted; asks no broker.", services, output)
{
    /// <inheritdoc/>
    protected override async Task<int> WorkAsync(IReadOnlyList<ProgramService> services, bool isJson, CancellationToken cancellationToken)
    {
        var wanted = services.SelectMany(service => service.Brokers.Select(broker => (Service: service.Name, Broker: broker.Name, Topology: service.TopologyOn(broker))));
        if (isJson)
        {
            await Output.WriteDocumentAsync(new
            {
                brokers = wanted.Select(one => new { one.Service, one.Broker, one.Topology.Exchanges, one.Topology.Queues, one.Topology.Bindings }),
            }).ConfigureAwait(false);
            return 0;
        }

        Output.WriteTable(
            ["Service", "Broker", "Part", "Name", "Properties"],
            wanted.SelectMany(one => TopologyText.Rows(one.Topology).Select(row => (string[])[one.Service, one.Broker, .. row])));
        return 0;
    }
}
