using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Distribution;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution.Profiles;

public sealed class When_a_service_speaks_a_foreign_profile
{
    private readonly Inbox<(string Handler, string Body, MessageContext Context)> _inbox = new();

    [Fact]
    public async Task Should_carry_out_a_command_of_Ecotone()
    {
        await using var broker = new InMemoryBroker();
        await using var service = await StartAsync(broker, "ticket_service", WireProfile.Ecotone, all => all.OnCommand<string>("createTicket", Note("create")));

        await PublishAsync(broker, new OutgoingMessage("ecotone.distributed", "ticket_service", EcotoneProfileTests.Command()));

        var (_, body, context) = await _inbox.NextAsync();
        Assert.Equal("""{"ticketType":"error"}""", body);
        Assert.Equal("123", context.Metadata["token"]);
    }

    [Theory]
    [InlineData(WireProfile.Ecotone)]
    [InlineData(WireProfile.Pigeon)]
    [InlineData(WireProfile.ActorBus)]
    public async Task Should_send_commands_events_and_queries_to_its_like(WireProfile profile)
    {
        await using var broker = new InMemoryBroker();
        await using var tickets = await StartAsync(broker, "ticket_service", profile, all => all
            .OnCommand<string>("createTicket", Note("command"))
            .OnEvent<string>("event", "user.*", Note("event"))
            .OnQuery<string>("countTickets", (_, _) => Task.FromResult<object?>(3)));
        await using var users = await StartAsync(broker, "user_service", profile, _ => { });

        await users.Bus.SendCommandAsync("ticket_service", "createTicket", "one");
        Assert.Equal(("command", "one"), Short(await _inbox.NextAsync()));
        await users.Bus.PublishEventAsync("user.changed", "two");
        Assert.Equal(("event", "two"), Short(await _inbox.NextAsync()));
        Assert.Equal(3, await users.Bus.AskAsync<int>("ticket_service", "countTickets", "all"));
    }

    [Fact]
    public async Task Should_hand_each_copy_of_a_Pigeon_event_to_its_own_handler()
    {
        await using var broker = new InMemoryBroker();
        await using var service = await StartAsync(broker, "shipping", WireProfile.Pigeon, all => all
            .OnEvent<string>("exact", "payment.purchase.done", Note("exact"))
            .OnEvent<string>("all", "#", Note("all")));

        await PublishAsync(broker, new OutgoingMessage("event", "payment.purchase.done", PigeonProfileTests.PhpEvent()));

        var handlers = (await _inbox.TakeAsync(2)).Select(one => one.Handler);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(["all", "exact"], handlers.Order());
        Assert.Equal(0, _inbox.Waiting);
    }

    [Theory]
    [InlineData(WireProfile.Ecotone, "ecotone.distributed")]
    [InlineData(WireProfile.Pigeon, "event")]
    public async Task Should_retry_only_the_handler_that_failed(WireProfile profile, string exchange)
    {
        await using var broker = new InMemoryBroker();
        var policy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1)] };
        var tries = 0;
        await using var service = await StartAsync(broker, "shipping", profile, all => all
            .OnEvent<string>("good", "payment.#", Note("good"))
            .OnEvent<string>("bad", "payment.purchase.*", FailOnce, policy));

        await PublishAsync(broker, new OutgoingMessage(exchange, "payment.purchase.done", profile == WireProfile.Pigeon
            ? PigeonProfileTests.PhpEvent()
            : new BrokerMessage { Body = "{}"u8.ToArray(), Headers = EcotoneEvent("payment.purchase.done") }));

        var handlers = (await _inbox.TakeAsync(2)).Select(one => one.Handler);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(["bad", "good"], handlers.Order());
        Assert.Equal(0, _inbox.Waiting);
        Assert.Equal(2, tries);

        Task FailOnce(string body, MessageContext context) =>
            Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException("not yet") : Note("bad")(body, context);
    }

    [Theory]
    [InlineData(WireProfile.Ecotone)]
    [InlineData(WireProfile.Pigeon)]
    [InlineData(WireProfile.ActorBus)]
    public async Task Should_replay_a_dead_letter_to_the_handler_that_failed(WireProfile profile)
    {
        await using var broker = new InMemoryBroker();
        var tries = 0;
        await using var service = await StartAsync(broker, "shipping", profile, all => all
            .OnEvent<string>("good", "payment.#", Note("good"))
            .OnEvent<string>("bad", "payment.purchase.*", FailOnce));
        await service.Bus.PublishEventAsync("payment.purchase.done", "seven");
        await _inbox.NextAsync();
        await broker.Control.WaitUntilIdleAsync();

        var letters = service.Service.DeadLetters;
        var entry = Assert.Single((await letters.ListAsync()).Entries);
        Assert.Equal(("payment.purchase.done", "bad", DeadLetterReason.RetriesExhausted), (entry.Name, entry.Handler, entry.Reason));
        Assert.NotNull(entry.MessageId);
        await letters.ReplayAsync(entry.EntryId);

        Assert.Equal(("bad", "seven"), Short(await _inbox.NextAsync()));
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, _inbox.Waiting);
        Assert.Equal(0, await letters.CountAsync());

        Task FailOnce(string body, MessageContext context) =>
            Interlocked.Increment(ref tries) == 1 ? throw new InvalidOperationException("not yet") : Note("bad")(body, context);
    }

    [Fact]
    public async Task Should_consume_again_when_one_of_several_queues_is_deleted()
    {
        await using var broker = new InMemoryBroker();
        await using var service = await StartAsync(broker, "shipping", WireProfile.Pigeon, all => all
            .OnEvent<string>("paid", "payment.done", Note("paid"))
            .OnEvent<string>("refused", "payment.refused", Note("refused")));

        await broker.Control.DeleteQueueAsync("payment.done.shipping");
        await service.WhenConsumerAsync(BridgeHealth.Connecting);
        await service.WhenConsumerAsync(BridgeHealth.Open);

        await service.Bus.PublishEventAsync("payment.refused", "one");
        Assert.Equal(("refused", "one"), Short(await _inbox.NextAsync()));
        await service.Bus.PublishEventAsync("payment.done", "two");
        Assert.Equal(("paid", "two"), Short(await _inbox.NextAsync()));
    }

    private static Dictionary<string, object> EcotoneEvent(string name) => new()
    {
        ["ecotone.distributed.payloadType"] = "event",
        ["ecotone.distributed.routingKey"] = name,
        ["ecotone.distributed.sourceServiceName"] = "payment_service",
        ["contentType"] = "application/json",
    };

    private static (string Handler, string Body) Short((string Handler, string Body, MessageContext Context) one) => (one.Handler, one.Body);

    private static Task<TestService> StartAsync(InMemoryBroker broker, string name, WireProfile profile, Action<TestHandlers> handlers) =>
        TestService.StartAsync(name, broker, handlers, options => options.Profile = profile);

    private static async Task PublishAsync(InMemoryBroker broker, OutgoingMessage message)
    {
        await using var connection = await broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        Assert.Equal(PublishOutcome.Confirmed, await connection.PublishAsync(message));
    }

    private Func<string, MessageContext, Task> Note(string handler) => (body, context) =>
    {
        _inbox.Add((handler, body, context));
        return Task.CompletedTask;
    };
}
