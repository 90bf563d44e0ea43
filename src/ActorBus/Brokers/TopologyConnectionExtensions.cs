using ActorBus.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ActorBus.Brokers;

/// <summary>Declares what may be there already in another form.</summary>
internal static class TopologyConnectionExtensions
{
    /// <summary>Makes sure that exchanges, queues and bindings are there; what differs in a queue is treated as said.</summary>
    /// <remarks>Exchanges are never treated so, and no queue that holds messages for a time: with other arguments they go somewhere else.</remarks>
    /// <returns>The queues that are used as they are.</returns>
    /// <exception cref="TopologyMismatchException">One is there with other arguments, and that is not accepted.</exception>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    public static async Task<IReadOnlyCollection<string>> DeclareAsync(
        this IBrokerConnection connection, Topology topology, QueueMismatch onMismatch, ILogger log, CancellationToken cancellationToken)
    {
        HashSet<string> replaced = [];
        List<string> asTheyAre = [];
        while (true)
        {
            try
            {
                await connection.DeclareAsync(topology, cancellationToken).ConfigureAwait(false);
                return asTheyAre;
            }
            catch (TopologyMismatchException different) when (MayDiffer(topology, different.Name) && onMismatch == QueueMismatch.Ignore)
            {
                log.QueueUsedAsItIs(different.Name, different.Message);
                asTheyAre.Add(different.Name);
                topology = topology with { Queues = [.. topology.Queues.Where(queue => queue.Name != different.Name)] };
            }
            catch (TopologyMismatchException different)
                when (MayDiffer(topology, different.Name) && onMismatch == QueueMismatch.Replace && replaced.Add(different.Name))
            {
                var there = await connection.InspectAsync(different.Name, cancellationToken).ConfigureAwait(false);
                log.QueueReplaced(different.Name, there?.Ready ?? 0, different.Message);
                await connection.DeleteQueueAsync(different.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayDiffer(Topology topology, string name) => topology.Queues.Any(queue => queue.Name == name && queue.MessageTtl is null);
}
