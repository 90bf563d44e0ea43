using ActorBus.Brokers;

namespace ActorBus.Distribution.Bridges;

/// <summary>What has to be there before a message is sent.</summary>
/// <param name="Queue">A queue that is declared.</param>
/// <param name="Target">A queue that must exist; null for none.</param>
internal sealed record PublishNeeds(QueueDeclaration Queue, string? Target)
{
    /// <summary>Sees to it.</summary>
    /// <returns>False when the target does not exist.</returns>
    /// <exception cref="BrokerException">The broker refused, or did not answer in time.</exception>
    public async Task<bool> PrepareAsync(IBrokerConnection connection)
    {
        if (Target is not null && await connection.InspectAsync(Target).ConfigureAwait(false) is null) return false;
        await connection.DeclareAsync(new Topology { Queues = [Queue] }).ConfigureAwait(false);
        return true;
    }
}
