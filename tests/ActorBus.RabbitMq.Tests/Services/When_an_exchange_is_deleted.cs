using ActorBus.RabbitMq.Tests.Support;

namespace ActorBus.RabbitMq.Tests.Services;

/// <summary>On a node of its own: the exchanges are those of all services.</summary>
public sealed class When_an_exchange_is_deleted : IAsyncLifetime
{
    private RabbitMqNode _node = null!;

    public async Task InitializeAsync() => _node = await RabbitMqNode.StartNewAsync();

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_be_made_and_bound_again_by_the_next_send()
    {
        var handled = new Inbox<string>();
        await using var billing = await RabbitService.StartAsync(
            Rabbit.OptionsFor(_node), null, Handle.Command("take", (string body) => handled.Add(body)), Handle.Event("happened", (string body) => handled.Add(body)));

        foreach (var exchange in (string[])["actorbus.commands", "events"])
        {
            await AmqpAdmin.DeleteExchangeAsync(Rabbit.OptionsFor(_node), exchange);
            await billing.SendAsync("take", $"a command without {exchange}");
            Assert.Equal($"a command without {exchange}", await handled.NextAsync());
            await billing.Bus.PublishEventAsync("happened", $"an event without {exchange}");
            Assert.Equal($"an event without {exchange}", await handled.NextAsync());
        }
    }
}
