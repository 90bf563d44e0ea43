using ActorBus.Brokers;
using ActorBus.Distribution.Sending;

namespace ActorBus.Distribution.Bridges;

/// <summary>What has to be there before a message is sent.</summary>
/// <param name="Queue">A queue that is declared.</param>
/// <param name="Target">A queue that must exist; null for none.</param>
internal sealed record PublishNeeds(QueueDeclaration Queue, string? Target)
{
    /// <summary>Declares the queue, once the target is known to exist.</summary>
    /// <returns>False when the target does not exist.</returns>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    public async Task<bool> PrepareAsync(IBrokerConnection connection)
    {
        if (Target is not null && await connection.InspectAsync(Target).ConfigureAwait(false) is null) return false;
        try
        {
            await connection.DeclareAsync(new Topology { Queues = [Queue] }).ConfigureAwait(false);
            return true;
        }
        catch (BrokerException refused) when (refused is { IsTransient: false } and not TopologyMismatchException && Queue.Name.StartsWith(DelayedMessage.Prefix, StringComparison.Ordinal))
        {
            throw new BrokerException(
                $"The queue '{Queue.Name}', which would hold it for that time, cannot be declared. {refused.Message} Sending with a delay needs the right to configure "
                + $"'{DelayedMessage.Prefix}*', even where declaring is turned off.", isTransient: false, refused);
        }
    }
}
