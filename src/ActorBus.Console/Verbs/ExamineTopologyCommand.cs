using ActorBus.Brokers;

namespace ActorBus.Hosting.Verbs;

/// <summary>Compares brokers with the topology that services need, and declares what is missing if the verb is <c>apply</c>.</summary>
internal sealed class ExamineTopologyCommand(string name, string description, HostServices services, VerbOutput output)
    : TopologyCommand(name, description, services, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private bool IsApply => Name == "apply";

    /// <inheritdoc/>
    protected override async Task<int> WorkAsync(IReadOnlyList<ProgramService> services, bool isJson, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var reports = new List<TopologyReport>();
        try
        {
            foreach (var (service, broker) in services.SelectMany(service => service.Brokers.Select(broker => (service, broker))))
            {
                reports.Add(await broker.UseAsync(made => ExamineAsync(service, broker, made, limit.Token)).ConfigureAwait(false));
                if (!isJson) await WriteAsync(reports[^1]).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new ConsoleException(cancellationToken.IsCancellationRequested
                ? $"topology {Name} was interrupted; run it again."
                : $"topology {Name} was given up after {Limit.TotalMinutes:0} minutes: the broker does not answer. Run it again when it does.");
        }

        if (isJson) await Output.WriteDocumentAsync(new { action = Name, brokers = reports.Select(DocumentOf) }).ConfigureAwait(false);
        return reports.Any(report => report.Count(TopologyState.Different) > 0) ? 1 : 0;
    }

    private async Task<TopologyReport> ExamineAsync(ProgramService service, ProgramBroker broker, IBroker made, CancellationToken cancellationToken)
    {
        var connection = await made.ConnectAsync(ConnectionPurpose.Consume, _ => { }, cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var wanted = service.TopologyOn(broker);
        var findings = await connection.ExamineAsync(wanted, compare: true, cancellationToken).ConfigureAwait(false);
        var parts = new List<(TopologyFinding Finding, string? Remedy)>();
        foreach (var finding in findings)
        {
            var isQueue = finding is { Part: TopologyPart.Queue, State: TopologyState.Different };
            var queue = isQueue ? await connection.InspectAsync(finding.Name, cancellationToken).ConfigureAwait(false) : null;
            parts.Add((finding, finding.State == TopologyState.Different ? TopologyText.Remedy(finding, queue) : null));
        }

        if (IsApply) await connection.DeclareAsync(ToBeMade(wanted, findings), cancellationToken).ConfigureAwait(false);
        return new TopologyReport(service.Name, broker.Name, made.Name, made.Address, parts);
    }

    private async Task WriteAsync(TopologyReport report)
    {
        await Output.WriteLineAsync($"Service '{report.Service}' on the broker '{report.Broker}', {report.Kind} {report.Address}").ConfigureAwait(false);
        Output.WriteTable(["Part", "Name", IsApply ? "Before" : "Plan", "Details"], report.Parts.Select(part => new[]
        {
            part.Finding.Part.ToString().ToLowerInvariant(), part.Finding.Name, TopologyText.Outcome(part.Finding), part.Finding.Details ?? "-",
        }));
        foreach (var (_, remedy) in report.Parts.Where(part => part.Remedy is not null)) await Output.WriteLineAsync(remedy!).ConfigureAwait(false);
        await Output.WriteLineAsync(
            $"{report.Count(TopologyState.Missing)} {(IsApply ? "made" : "to be made")}, {report.Count(TopologyState.Present)} there, "
            + $"{report.Count(TopologyState.Different)} different{(IsApply ? " and left alone" : "")}").ConfigureAwait(false);
        if (report.Parts.Any(part => part.Finding.Part == TopologyPart.Binding)) await Output.WriteLineAsync(TopologyText.Unseen).ConfigureAwait(false);
    }

    private static object DocumentOf(TopologyReport report) => new
    {
        report.Service,
        report.Broker,
        report.Kind,
        report.Address,
        missing = report.Count(TopologyState.Missing),
        present = report.Count(TopologyState.Present),
        different = report.Count(TopologyState.Different),
        parts = report.Parts.Select(part => new { part.Finding.Part, part.Finding.Name, part.Finding.State, part.Finding.Details, part.Remedy }),
    };

    private static Topology ToBeMade(Topology wanted, IReadOnlyList<TopologyFinding> findings)
    {
        return new Topology
        {
            Exchanges = [.. wanted.Exchanges.Where(exchange => IsMissing(TopologyPart.Exchange, exchange.Name))],
            Queues = [.. wanted.Queues.Where(queue => IsMissing(TopologyPart.Queue, queue.Name))],
            // If the broker cannot tell, bind anyway: binding twice has no further effect.
            Bindings = [.. wanted.Bindings.Where(binding => StateOf(TopologyPart.Binding, binding.ToString()) != TopologyState.Present)],
        };

        bool IsMissing(TopologyPart part, string name) => StateOf(part, name) == TopologyState.Missing;

        TopologyState StateOf(TopologyPart part, string name) => findings.First(finding => finding.Part == part && finding.Name == name).State;
    }
}
