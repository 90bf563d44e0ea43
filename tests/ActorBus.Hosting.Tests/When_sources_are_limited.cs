using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class When_sources_are_limited : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Should_take_messages_of_those_and_make_dead_letters_of_all_others_and_say_why()
    {
        var orders = new Orders();
        orders.Gate.SetResult();
        using var billing = await StartAsync("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside), ("ActorBus:Distribution:AllowedSources", "shop, crm"));
        using var shop = await StartAsync("shop", _ => { });
        using var stranger = await StartAsync("stranger", _ => { });

        await stranger.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "forged");
        await using (var client = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }))
        {
            var nameless = new BrokerMessage { Body = "nameless"u8.ToArray(), Type = "order", Headers = new Dictionary<string, object> { ["actorbus-kind"] = "command" } };
            Assert.Equal(PublishOutcome.Confirmed, await client.PublishAsync(new OutgoingMessage("actorbus.commands", "billing", nameless)));
        }

        await billing.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "own");
        await shop.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "good");

        Assert.Equal(["good", "own"], new[] { await orders.NextAsync(), await orders.NextAsync() }.Order(StringComparer.Ordinal));
        await billing.StopAsync();
        var page = await billing.Services.GetRequiredService<IDeadLetters>().ListAsync(new DeadLetterQuery { OldestFirst = true });
        Assert.All(page.Entries, entry => Assert.Equal(DeadLetterReason.SourceNotAllowed, entry.Reason));
        Assert.Contains(page.Entries, entry => entry.ExceptionMessage!.Contains(
            "The command 'order' comes from the service 'stranger', and 'billing' takes messages only from those in AllowedSources", StringComparison.Ordinal));
        Assert.Contains(page.Entries, entry => entry.ExceptionMessage!.Contains("comes from a sender that names no service", StringComparison.Ordinal));
        Assert.Equal(2, page.Total);
    }

    private async Task<IHost> StartAsync(string service, Action<ActorBusBuilder> configure, params (string, string)[] settings)
    {
        var builder = TestHost.New(settings);
        builder.AddActorBus(service, bus => configure(bus.UseInMemory(_broker)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
