using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;
using Envelope = ActorBus.Distribution.Sending.Envelope;

namespace ActorBus.Tests.Distribution.Profiles;

public sealed class PigeonProfileTests
{
    private readonly IWireProfile _profile = WireProfiles.Create(new DistributionOptions { ServiceName = "Shipping.App", Profile = WireProfile.Pigeon });

    [Fact]
    public void Topology_is_a_topic_exchange_and_a_queue_for_each_event()
    {
        var service = new ServiceTopology("Shipping.App", ["payment.purchase.done", "#"], [], 20);

        var topology = _profile.Topology(service);

        Assert.Equal([new ExchangeDeclaration("event", ExchangeKind.Topic)], topology.Exchanges);
        Assert.Equal(
            [
                new BindingDeclaration("event", "payment.purchase.done.shipping.app", "payment.purchase.done"),
                new BindingDeclaration("event", "#.shipping.app", "#"),
            ],
            topology.Bindings);
        Assert.Equal(["shipping.app", "payment.purchase.done.shipping.app", "#.shipping.app"], _profile.ConsumedQueues(service));
        Assert.All(
            _profile.ConsumedQueues(service),
            name => Assert.Equal("Shipping.App.dead-letters", topology.Queues.Single(queue => queue.Name == name).DeadLetterRoutingKey));
    }

    [Fact]
    public void The_event_exchange_can_have_another_name()
    {
        var options = new DistributionOptions { ServiceName = "a", Profile = WireProfile.Pigeon, EventExchange = "events" };

        Assert.Equal("events", WireProfiles.Create(options).Write(Event()).Exchange);
        Assert.Empty(options.Faults());
    }

    [Fact]
    public void A_space_in_the_name_of_an_app_becomes_a_dot() => Assert.Equal("shipping.app", PigeonProfile.AppName("Shipping App"));

    [Fact]
    public void An_event_is_written_as_Pigeon_writes_it()
    {
        var written = _profile.Write(Event(Metadata.Empty.With("auth_user", 5)));

        Assert.Equal(("event", "payment.purchase.done"), (written.Exchange, written.RoutingKey));
        Assert.Equal(
            new SortedDictionary<string, object> { ["category"] = "payment.purchase.done", ["auth_user"] = 5L },
            new SortedDictionary<string, object>(written.Message.Headers.ToDictionary()));
        Assert.Equal("application/json", written.Message.ContentType);
        Assert.Equal("utf8", written.Message.ContentEncoding);
        Assert.Equal("conversation-1", written.Message.CorrelationId);
        Assert.Equal("Shipping.App", written.Message.AppId);
    }

    [Fact]
    public void Metadata_cannot_change_the_category() =>
        Assert.Equal("payment.purchase.done", _profile.Write(Event(Metadata.Empty.With("category", "forged"))).Message.Headers["category"]);

    [Fact]
    public void An_event_of_Pigeon_is_read()
    {
        var envelope = _profile.Read(Delivery(PhpEvent(), "payment.purchase.done.shipping.app", "event", "payment.purchase.done"));

        Assert.Equal("payment.purchase.done", envelope.Subscription);
        Assert.Equal(MessageKind.Event, envelope.Context.Kind);
        Assert.Equal("payment.purchase.done", envelope.Context.RoutingKey);
        Assert.Equal("payment.service", envelope.Context.SourceService);
        Assert.Equal("0d1b1a4e-7d1f-4f3b-9f7e-000000000001", envelope.Context.CorrelationId);
        Assert.Equal("application/json", envelope.Context.ContentType);
        Assert.Equal(["auth_user", "device"], envelope.Context.Metadata.Keys.Order());
        Assert.Equal("ios", ((IReadOnlyDictionary<string, object>)envelope.Context.Metadata["device"])["os"]);
    }

    [Fact]
    public void A_message_without_a_category_is_named_by_its_routing_key()
    {
        var message = new BrokerMessage { Body = "{}"u8.ToArray() };

        var context = _profile.Read(Delivery(message, "#.shipping.app", "event", "payment.refused")).Context;

        Assert.Equal("payment.refused", context.RoutingKey);
        Assert.Equal("application/json", context.ContentType);
    }

    [Theory]
    [InlineData("payment.done.shipping.app", "payment.done")]
    [InlineData("payment.#.shipping.app", "payment.#.shipping.app")]
    public void What_was_put_straight_into_the_queue_of_an_event_is_that_event(string queue, string name) =>
        Assert.Equal(name, _profile.Read(Delivery(new BrokerMessage { Body = "{}"u8.ToArray() }, queue, "", queue)).Context.RoutingKey);

    [Fact]
    public void What_was_put_straight_into_the_queue_of_the_app_and_says_nothing_is_refused()
    {
        var error = Assert.Throws<RefusedMessageException>(
            () => _profile.Read(Delivery(new BrokerMessage { Body = "{}"u8.ToArray() }, "shipping.app", "", "shipping.app")));

        Assert.Equal(DeadLetterReason.UnknownKind, error.Reason);
    }

    [Fact]
    public void A_copy_is_for_the_handlers_of_its_queue_only()
    {
        var copy = _profile.Read(Delivery(PhpEvent(), "payment.#.shipping.app", "event", "payment.purchase.done"));

        Assert.True(_profile.Listens("payment.#", copy));
        Assert.False(_profile.Listens("payment.purchase.done", copy));
    }

    [Fact]
    public void A_retried_event_goes_by_its_name_again()
    {
        var retried = PhpEvent() with
        {
            Headers = new Dictionary<string, object>(PhpEvent().Headers) { [WireHeaders.Handler] = "Shipping.Send", [WireHeaders.Attempts] = 1L },
        };

        var envelope = _profile.Read(Delivery(retried, "shipping.app", "", "shipping.app"));

        Assert.Equal("payment.purchase.done", envelope.Context.RoutingKey);
        Assert.Null(envelope.Subscription);
        Assert.True(_profile.Listens("payment.#", envelope));
    }

    [Theory]
    [InlineData(MessageKind.Command)]
    [InlineData(MessageKind.Query)]
    [InlineData(MessageKind.Message)]
    public void What_is_no_event_goes_straight_to_the_app_and_back(MessageKind kind)
    {
        var written = _profile.Write(Event() with { Context = Event().Context with { Kind = kind, RoutingKey = "bill", DestinationService = "Billing.App" } });
        Assert.Equal(("", "billing.app"), (written.Exchange, written.RoutingKey));

        var read = _profile.Read(Delivery(written.Message, "billing.app", "", "billing.app")).Context;
        Assert.Equal((kind, "bill", "Billing.App"), (read.Kind, read.RoutingKey, read.DestinationService));
    }

    /// <summary>As PHP puts it on the wire: no message id, no type, everything about it in properties and the header category.</summary>
    internal static BrokerMessage PhpEvent() => new()
    {
        Body = """{"purchase":7}"""u8.ToArray(),
        ContentType = "application/json",
        ContentEncoding = "utf8",
        CorrelationId = "0d1b1a4e-7d1f-4f3b-9f7e-000000000001",
        Expiration = TimeSpan.FromMilliseconds(60_000_000),
        AppId = "payment.service",
        Persistent = false,
        Headers = new Dictionary<string, object>
        {
            ["category"] = "payment.purchase.done",
            ["auth_user"] = 5L,
            ["device"] = new Dictionary<string, object> { ["os"] = "ios" },
        },
    };

    private static Delivery Delivery(BrokerMessage message, string queue, string exchange, string routingKey) => new(
        message, queue, exchange, routingKey, redelivered: false, deliveryCount: null, _ => SettleResult.Settled);

    private static Envelope Event(Metadata? metadata = null) => new(
        new MessageContext
        {
            MessageId = "message-1",
            CorrelationId = "conversation-1",
            Kind = MessageKind.Event,
            RoutingKey = "payment.purchase.done",
            SourceService = "Shipping.App",
            SentAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ContentType = "application/json",
            Metadata = metadata ?? Metadata.Empty,
        },
        Encoding.UTF8.GetBytes("""{"purchase":7}"""));
}
