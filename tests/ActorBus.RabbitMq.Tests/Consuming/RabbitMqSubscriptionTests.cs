using ActorBus.RabbitMq.Connections;
using ActorBus.RabbitMq.Consuming;
using ActorBus.RabbitMq.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Consuming;

public sealed class RabbitMqSubscriptionTests
{
    private readonly ConnectionLife _life = new();
    private readonly Inbox<Delivery> _deliveries = new();
    private readonly Inbox<ConsumerStopped> _stops = new();
    private readonly TaskCompletionSource _disposed = new();
    private IAsyncBasicConsumer _consumer = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Settle_ThatCannotBeSent_ClosesTheChannelEvenWhenTheEndWasRequested(bool stopping)
    {
        var subscription = new RabbitMqSubscription(
            "queue", 1, _deliveries.Add, _stops.Add, _life, new Requests(_life, Rabbit.Patience, NullLogger.Instance), NullLogger.Instance);
        await subscription.StartAsync(NewConnection(), CancellationToken.None);
        await _consumer.HandleBasicDeliverAsync("tag", 1, false, "", "queue", new BasicProperties(), default);
        if (stopping) await subscription.StopAsync();

        (await _deliveries.NextAsync()).Settle(Settlement.Ack);
        await _disposed.Task.WaitAsync(Rabbit.Patience);

        if (!stopping) Assert.Contains("NotSupportedException", (await _stops.NextAsync()).Reason);
        Assert.Equal(0, _stops.Waiting);
    }

    private IConnection NewConnection()
    {
        var channel = Fake.Of<IChannel>((member, arguments) =>
        {
            switch (member)
            {
                case $"get_{nameof(IChannel.IsOpen)}":
                    return true;
                case nameof(IChannel.BasicConsumeAsync):
                    _consumer = arguments.OfType<IAsyncBasicConsumer>().Single();
                    return Task.FromResult("tag");
                case nameof(IChannel.BasicCancelAsync):
                    return _consumer.HandleBasicCancelOkAsync("tag");
                case nameof(IChannel.BasicAckAsync):
                    throw new NotSupportedException();
                case nameof(IChannel.DisposeAsync):
                    _disposed.TrySetResult();
                    return null;
                default:
                    return null;
            }
        });
        return Fake.Of<IConnection>((member, _) => member == nameof(IConnection.CreateChannelAsync) ? Task.FromResult(channel) : null);
    }
}
