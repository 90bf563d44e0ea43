using ActorBus.Brokers;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>The topology that must exist on the broker before a connection is used: declared here, or created elsewhere and only checked.</summary>
/// <param name="Topology">Exchanges, queues and bindings.</param>
/// <param name="Declare">False: nothing is declared.</param>
/// <param name="OnMismatch">What is done about a queue that is there with other arguments.</param>
internal sealed record Groundwork(Topology Topology, bool Declare, QueueMismatch OnMismatch = QueueMismatch.Throw)
{
    /// <summary>Nothing.</summary>
    public static Groundwork None { get; } = new(new Topology(), true);

    /// <summary>Whether a queue is consumed by one instance at a time while others wait.</summary>
    public bool HasStandby => Topology.Queues.Any(queue => queue.SingleActiveConsumer);

    /// <summary>Declares what has to be there, or looks whether it is.</summary>
    /// <exception cref="BrokerException">The broker refused a declaration, or something is missing that may not be declared.</exception>
    public async Task LayAsync(IBrokerConnection connection, ILogger log, CancellationToken cancellationToken)
    {
        if (Declare)
        {
            await connection.DeclareAsync(Topology, OnMismatch, log, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Bindings are not asked for: the broker may not tell, and where there is none nothing arrives, as where nobody sends.
        var findings = await connection.ExamineAsync(Topology with { Bindings = [] }, compare: false, cancellationToken).ConfigureAwait(false);
        var missing = findings.Where(finding => finding.State == TopologyState.Missing)
            .Select(finding => $"{finding.Part.ToString().ToLowerInvariant()} '{finding.Name}'").ToArray();
        if (missing.Length == 0) return;
        throw new BrokerException(
            $"The broker has no {string.Join(", no ", missing)}, and declaring is turned off. Have a user who may configure run 'topology "
            + "apply' once, or turn declaring on.",
            isTransient: false);
    }
}
