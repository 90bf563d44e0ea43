using ActorBus.Brokers;
using ActorBus.Distribution.Topologies;
using ActorBus.Hosting.Composition;

namespace ActorBus.Hosting.Verbs;

/// <summary>Carries out the verb <c>topology</c>: works on the brokers without starting a service.</summary>
internal sealed class TopologyVerbs(IReadOnlyList<ServiceSetup> services, TextWriter output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Carries out one of the actions.</summary>
    /// <returns>False when the broker has something otherwise than it is wanted.</returns>
    public async Task<bool> RunAsync(string action)
    {
        if (action == "show")
        {
            Show();
            return true;
        }

        using var limit = new CancellationTokenSource(Limit);
        var agrees = true;
        foreach (var service in services)
        {
            foreach (var plan in service.Brokers) agrees &= await OnBrokerAsync(service, plan, action == "apply", limit.Token).ConfigureAwait(false);
        }

        return agrees;
    }

    private void Show()
    {
        string[] head = ["Service", "Broker", "Part", "Name", "Properties"];
        var rows = from service in services
                   from plan in service.Brokers
                   from row in TopologyText.Rows(Wanted(service, plan))
                   select (string[])[service.Name, plan.Name, .. row];
        TextTable.Write(output, [head, .. rows]);
    }

    private async Task<bool> OnBrokerAsync(ServiceSetup service, BrokerPlan plan, bool apply, CancellationToken cancellationToken)
    {
        var broker = plan.Create();
        try
        {
            var connection = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            var wanted = Wanted(service, plan);
            var findings = await connection.ExamineAsync(wanted, compare: true, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"Service '{service.Name}' on the broker '{plan.Name}', {broker.Name} {broker.Address}").ConfigureAwait(false);
            string[] head = ["Part", "Name", apply ? "Before" : "Plan", "Details"];
            TextTable.Write(output, [head, .. findings.Select(finding => new[]
            {
                finding.Part.ToString().ToLowerInvariant(), finding.Name, TopologyText.Outcome(finding), finding.Details ?? "-",
            })]);
            if (apply) await connection.DeclareAsync(ToBeMade(wanted, findings), cancellationToken).ConfigureAwait(false);
            return await SummarizeAsync(connection, findings, apply, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (plan.IsOwned) await broker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> SummarizeAsync(
        IBrokerConnection connection, IReadOnlyList<TopologyFinding> findings, bool apply, CancellationToken cancellationToken)
    {
        var differing = findings.Where(finding => finding.State == TopologyState.Different).ToArray();
        foreach (var finding in differing)
        {
            var queue = finding.Part == TopologyPart.Queue ? await connection.InspectAsync(finding.Name, cancellationToken).ConfigureAwait(false) : null;
            await output.WriteLineAsync(TopologyText.Remedy(finding, queue)).ConfigureAwait(false);
        }

        var missing = findings.Count(finding => finding.State == TopologyState.Missing);
        await output.WriteLineAsync(
            $"{missing} {(apply ? "made" : "to be made")}, {findings.Count(finding => finding.State == TopologyState.Present)} there, "
            + $"{differing.Length} different{(apply ? " and left alone" : "")}").ConfigureAwait(false);
        if (findings.Any(finding => finding.Part == TopologyPart.Binding))
            await output.WriteLineAsync(TopologyText.Unseen).ConfigureAwait(false);
        return differing.Length == 0;
    }

    private static Topology ToBeMade(Topology wanted, IReadOnlyList<TopologyFinding> findings)
    {
        return new Topology
        {
            Exchanges = [.. wanted.Exchanges.Where(exchange => IsMissing(TopologyPart.Exchange, exchange.Name))],
            Queues = [.. wanted.Queues.Where(queue => IsMissing(TopologyPart.Queue, queue.Name))],
            // Where the broker does not tell: binding twice is binding once.
            Bindings = [.. wanted.Bindings.Where(binding => StateOf(TopologyPart.Binding, binding.ToString()) != TopologyState.Present)],
        };

        bool IsMissing(TopologyPart part, string name) => StateOf(part, name) == TopologyState.Missing;

        TopologyState StateOf(TopologyPart part, string name) => findings.First(finding => finding.Part == part && finding.Name == name).State;
    }

    private static Topology Wanted(ServiceSetup service, BrokerPlan plan) => OwnTopology.Of(plan.Distribution, service.Handlers);
}
