using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Deletes queues with their messages.</summary>
internal sealed class QueueDeleter(AdminChannel channel)
{
    public async Task DeleteAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        try
        {
            // For a queue that does not exist RabbitMQ answers as if it had existed.
            await channel.SendAsync($"delete queue '{queue}'", on => on.QueueDeleteAsync(queue), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException refused)
        {
            throw new BrokerException(
                $"Queue '{queue}' cannot be deleted: {CloseText.Of(refused.ShutdownReason!)}. Give the user the right to configure it, or have it "
                + "deleted by somebody who may.",
                CloseText.IsTransient(refused.ShutdownReason!), refused);
        }
    }
}
