using ActorBus.RabbitMq.Connections;
using ActorBus.RabbitMq.Consuming;
using ActorBus.RabbitMq.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Tests.Consuming;

public sealed class SettlerTests
{
    private readonly Inbox<string> _failures = new();
    private readonly ConnectionLife _life = new();

    [Fact]
    public async Task Settle_WhenTheAcknowledgementCannotBeSent_TellsItOnceAndLaterOnesAreStale()
    {
        using var settler = NewSettler();
        UnsettledDelivery[] deliveries = [.. Enumerable.Range(1, 3).Select(tag => settler.Add((ulong)tag))];

        var first = deliveries[0].Settle(Settlement.Ack);
        var reason = await _failures.NextAsync();
        SettleResult[] later = [deliveries[1].Settle(Settlement.Ack), deliveries[2].Settle(Settlement.Requeue)];
        await settler.FlushAsync(Rabbit.Patience);

        Assert.Equal(SettleResult.Settled, first);
        Assert.Contains("a settlement could not be sent: NotSupportedException: no more", reason);
        Assert.Equal([SettleResult.Stale, SettleResult.Stale], later);
        Assert.Equal(0, _failures.Waiting);
    }

    [Fact]
    public async Task Settle_WhenTheConnectionHasEnded_TellsItsReason()
    {
        using var settler = NewSettler();
        _life.End("the node stopped", cut: true);

        settler.Add(1).Settle(Settlement.Reject);

        Assert.Equal("the node stopped", await _failures.NextAsync());
    }

    private Settler NewSettler()
    {
        var channel = Fake.Of<IChannel>((member, _) => member is nameof(IChannel.BasicAckAsync) or nameof(IChannel.BasicRejectAsync)
            ? throw new NotSupportedException("no more")
            : null);
        return new Settler("queue", 8, channel, _life, _failures.Add, NullLogger.Instance);
    }
}
