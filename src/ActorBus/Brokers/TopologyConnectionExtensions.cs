using ActorBus.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ActorBus.Brokers;

/// <summary>Extends <see cref="IBrokerConnection"/> to declare what may already exist in another form.</summary>
internal static class TopologyConnectionExtensions
{
    /// <summary>Declares exchanges, queues and bindings, and treats queues that differ as specified.</summary>
    /// <remarks>
    /// Not applied to exchanges and to queues that hold messages for a time: with other arguments these would route messages elsewhere.
    /// </remarks>
    /// <returns>The names of the queues that are used as they are.</returns>
    /// <exception cref="TopologyMismatchException">One exists with other arguments, and that is not accepted.</exception>
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
