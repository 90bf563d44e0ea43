using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Consuming;

/// <summary>Receives each delivery from the library: copies it, passes it on and returns.</summary>
/// <remarks>
/// Nothing here waits or throws. While a callback of the library runs, a closing channel blocks its whole connection; a callback that throws leaves
/// its message unsettled forever.
/// </remarks>
internal sealed class DeliveryConsumer : IAsyncBasicConsumer
{
    private readonly RabbitMqSubscription _subscription;
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DeliveryConsumer(RabbitMqSubscription subscription, IChannel channel)
    {
        _subscription = subscription;
        Channel = channel;
    }

    public IChannel Channel { get; }

    /// <summary>Completes when the broker has confirmed the end of the consumer and every delivery before it was passed on.</summary>
    public Task Cancelled => _cancelled.Task;

    public Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        var message = InboundMessage.Of(properties, body.Span, out var deliveryCount);
        // Of what comes for the first time the broker has counted nothing: the header is the publisher's.
        _subscription.Deliver(message, deliveryTag, exchange, routingKey, redelivered, redelivered ? deliveryCount : null);
        return Task.CompletedTask;
    }

    public Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        _subscription.Stopped("the broker cancelled the consumer: its queue was deleted or its node is going away");
        return Task.CompletedTask;
    }

    public Task HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        _cancelled.TrySetResult();
        return Task.CompletedTask;
    }

    public Task HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        _subscription.Stopped(Connections.CloseText.Of(reason));
        _cancelled.TrySetResult();
        return Task.CompletedTask;
    }
}
