using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Inspects a queue by declaring it passively.</summary>
internal sealed class QueueInspector
{
    private readonly AdminChannel _channel;

    public QueueInspector(AdminChannel channel) => _channel = channel;

    public async Task<QueueState?> InspectAsync(string queue, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        try
        {
            var found = await _channel.SendAsync(
                $"inspect queue '{queue}'", channel => channel.QueueDeclarePassiveAsync(queue), cancellationToken).ConfigureAwait(false);
            return new QueueState(queue, found.MessageCount, (int)found.ConsumerCount);
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason is { ReplyCode: 404 })
        {
            return null;
        }
        catch (OperationInterruptedException refused)
        {
            throw new BrokerException(
                $"Queue '{queue}' cannot be inspected: {CloseText.Of(refused.ShutdownReason!)}.",
                CloseText.IsTransient(refused.ShutdownReason!), refused);
        }
    }
}
