using ActorBus.RabbitMq.Connections;
using ActorBus.RabbitMq.Publishing;
using ActorBus.RabbitMq.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Tests.Publishing;

public sealed class PublisherTests
{
    private readonly FakeLogger _log = new();
    private readonly ConnectionLife _life = new();
    private readonly TaskCompletionSource<(string Reason, bool Cut)> _ended = new();
    private AsyncEventHandler<ShutdownEventArgs>? _onShutdown;

    [Fact]
    public async Task PublishAsync_WhenTheLoopFails_FailsAndEndsTheConnection()
    {
        _life.OnEnd = (reason, cut) => _ended.TrySetResult((reason, cut));
        var publisher = NewPublisher();
        // The next publish needs a new channel, and the library fails in a way that nobody expects.
        await _onShutdown!(this, new ShutdownEventArgs(ShutdownInitiator.Peer, 404, "NOT_FOUND"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => publisher.PublishAsync(Rabbit.To("queue")))).WaitAsync(Rabbit.Patience);
        var (reason, cut) = await _ended.Task.WaitAsync(Rabbit.Patience);
        var later = await publisher.PublishAsync(Rabbit.To("queue")).WaitAsync(Rabbit.Patience);
        await publisher.StopAsync(Rabbit.Patience).WaitAsync(Rabbit.Patience);

        Assert.All([.. outcomes, later], outcome => Assert.Equal(PublishStatus.Failed, outcome.Status));
        Assert.True(cut);
        Assert.Contains(nameof(NotSupportedException), reason);
        Assert.False(_life.IsOpen);
        var error = Assert.Single(_log.Collector.GetSnapshot(), entry => entry.Level == LogLevel.Error);
        Assert.IsType<NotSupportedException>(error.Exception);
    }

    private Publisher NewPublisher()
    {
        var channel = Fake.Of<IChannel>((member, arguments) =>
        {
            if (member == $"add_{nameof(IChannel.ChannelShutdownAsync)}")
                _onShutdown = (AsyncEventHandler<ShutdownEventArgs>)arguments[0]!;
            return null;
        });
        var connection = Fake.Of<IConnection>(
            (member, _) => member == nameof(IConnection.CreateChannelAsync) ? throw new NotSupportedException() : null);
        return new Publisher(
            new Link(connection, null!, channel, "node"), new Requests(_life, Rabbit.Patience, _log), _life, new RabbitMqOptions(), new BrokerLimits(), _log);
    }
}
