using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Messages;
using ActorBus.Recovery;
using Envelope = ActorBus.Distribution.Sending.Envelope;

namespace ActorBus.Tests.Distribution.Profiles;

public sealed class EcotoneProfileTests
{
    private readonly IWireProfile _profile = WireProfiles.Create(new DistributionOptions { ServiceName = "user_service", Profile = WireProfile.Ecotone });

    [Fact]
    public void Topology_is_one_topic_exchange_and_a_plain_durable_queue()
    {
        var topology = _profile.Topology(new ServiceTopology(
            "ticket_service", ["userService.billing.*", "userService.#", "order_placed"], [TimeSpan.FromSeconds(1)], 20));

        Assert.Equal([new ExchangeDeclaration("ecotone.distributed", ExchangeKind.Topic)], topology.Exchanges);
        Assert.Contains(new QueueDeclaration("distributed_ticket_service") { Kind = QueueKind.Classic }, topology.Queues);
        Assert.Equal(
            ["ticket_service", "userService.billing.*.#", "userService.#", "order_placed"], topology.Bindings.Select(binding => binding.RoutingKey));
        Assert.All(topology.Bindings, binding => Assert.Equal(("ecotone.distributed", "distributed_ticket_service"), (binding.Exchange, binding.Queue)));
        Assert.Equal("distributed_ticket_service", topology.Queues.Single(queue => queue.Name == "distributed_ticket_service.retry.1s").DeadLetterRoutingKey);
        Assert.Equal(["distributed_ticket_service"], _profile.ConsumedQueues(new ServiceTopology("ticket_service", ["a"], [], 20)));
    }

    [Fact]
    public void The_queue_can_be_one_that_counts_deliveries()
    {
        var service = new ServiceTopology("ticket_service", [], [], 20, QueueKind: QueueKind.Quorum);

        Assert.Contains(
            new QueueDeclaration("distributed_ticket_service") { DeliveryLimit = 20, DeadLetterExchange = "", DeadLetterRoutingKey = "ticket_service.dead-letters" },
            _profile.Topology(service).Queues);
    }

    [Fact]
    public void A_command_is_written_as_Ecotone_writes_it()
    {
        var written = _profile.Write(Envelope(MessageKind.Command, "createTicket", "ticket_service"));

        Assert.Equal(("ecotone.distributed", "ticket_service", true), (written.Exchange, written.RoutingKey, written.Mandatory));
        Assert.True(written.Message.Persistent);
        Assert.Equal("text/plain", written.Message.ContentType);
        Assert.Equal("User changed billing address", Encoding.UTF8.GetString(written.Message.Body.Span));
        Assert.Equal(
            new SortedDictionary<string, object>
            {
                ["ecotone.distributed.payloadType"] = "command",
                ["ecotone.distributed.routingKey"] = "createTicket",
                ["ecotone.distributed.sourceServiceName"] = "user_service",
                ["ecotone.distributed.targetServiceName"] = "ticket_service",
                ["id"] = "7a2c6f0e-0000-7000-8000-000000000001",
                ["correlationId"] = "7a2c6f0e-0000-7000-8000-000000000000",
                ["parentId"] = "7a2c6f0e-0000-7000-8000-000000000000",
                ["timestamp"] = 1_767_225_600L,
                ["contentType"] = "text/plain",
                ["ecotoneTracingCarrier"] = """{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""",
                ["token"] = "123",
            },
            new SortedDictionary<string, object>(written.Message.Headers.ToDictionary()));
    }

    [Fact]
    public void What_it_may_not_outlive_is_written_and_read()
    {
        var expiry = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        var written = _profile.Write(Envelope(MessageKind.Command, "createTicket", "ticket_service") with { ExpiresAt = expiry });
        var read = _profile.Read(new Delivery(written.Message, "distributed_ticket_service", "ecotone.distributed", "ticket_service", false, null, _ => SettleResult.Settled));

        Assert.Equal(expiry, read.ExpiresAt);
        Assert.Equal(["token"], read.Context.Metadata.Keys);
    }

    [Theory]
    [InlineData(MessageKind.Event, "event", null, "userService.billing.changed")]
    [InlineData(MessageKind.Message, "message", "ticket_service", "ticket_service")]
    public void Events_and_messages_name_no_target(MessageKind kind, string word, string? destination, string key)
    {
        var written = _profile.Write(Envelope(kind, "userService.billing.changed", destination));

        Assert.Equal(key, written.RoutingKey);
        Assert.Equal(word, written.Message.Headers["ecotone.distributed.payloadType"]);
        Assert.Equal("userService.billing.changed", written.Message.Headers["ecotone.distributed.routingKey"]);
        Assert.DoesNotContain("ecotone.distributed.targetServiceName", written.Message.Headers.Keys);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("ecotone.distributed.payloadType")]
    [InlineData("routingSlip")]
    public void Metadata_cannot_take_the_place_of_a_header_of_Ecotone(string name)
    {
        var envelope = Envelope(MessageKind.Command, "createTicket", "ticket_service");

        var written = _profile.Write(envelope with { Context = envelope.Context with { Metadata = Metadata.Empty.With(name, "forged") } });

        Assert.DoesNotContain("forged", written.Message.Headers.Values);
    }

    [Fact]
    public void A_command_of_Ecotone_is_read()
    {
        var context = _profile.Read(Delivery(Command())).Context;

        Assert.Equal(
            new MessageContext
            {
                MessageId = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f0e",
                CorrelationId = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f00",
                CausationId = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f01",
                Kind = MessageKind.Command,
                RoutingKey = "createTicket",
                SourceService = "user_service",
                DestinationService = "ticket_service",
                SentAt = DateTimeOffset.FromUnixTimeSeconds(1_718_000_000),
                ContentType = "application/json",
                TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                TraceState = "vendor=1",
                Metadata = context.Metadata,
            },
            context);
        Assert.Equal(["token"], context.Metadata.Keys);
        Assert.Equal("123", context.Metadata["token"]);
    }

    [Fact]
    public void What_Ecotone_leaves_out_is_made_up()
    {
        var headers = new Dictionary<string, object>
        {
            ["ecotone.distributed.payloadType"] = "event",
            ["ecotone.distributed.routingKey"] = "userService.billing.changed",
            ["contentType"] = "application/json",
            ["ecotoneTracingCarrier"] = "no json",
        };

        var context = _profile.Read(Delivery(new BrokerMessage { Body = "{}"u8.ToArray(), Headers = headers })).Context;

        Assert.Equal(context.MessageId, context.CorrelationId);
        Assert.Equal("application/json", context.ContentType);
        Assert.Null(context.DestinationService);
        Assert.Null(context.TraceParent);
    }

    [Fact]
    public void A_retry_after_a_delay_keeps_its_count()
    {
        var headers = new Dictionary<string, object>(Command().Headers)
        {
            [WireHeaders.Attempts] = 4L,
            [WireHeaders.DelayedRetries] = 1L,
            [WireHeaders.Handler] = "Tickets.Create",
            ["ecotone_retry_number"] = 1L,
            ["x-death"] = new object[] { new Dictionary<string, object> { ["queue"] = "distributed_ticket_service.retry.1s" } },
        };

        var envelope = _profile.Read(Delivery(Command() with { Headers = headers }));

        Assert.Equal(new RetryState(4, 1, "Tickets.Create", null), envelope.Retry);
        Assert.Equal(["token"], envelope.Context.Metadata.Keys);
    }

    [Theory]
    [InlineData("ecotone.distributed.payloadType", null, "is missing")]
    [InlineData("ecotone.distributed.payloadType", "letter", "is 'letter'; allowed are command, event, query and message")]
    [InlineData("ecotone.distributed.routingKey", null, "'ecotone.distributed.routingKey' is missing")]
    public void What_breaks_the_agreement_is_refused(string header, string? value, string text)
    {
        var headers = new Dictionary<string, object>(Command().Headers);
        headers.Remove(header);
        if (value is not null) headers[header] = value;

        var error = Assert.Throws<RefusedMessageException>(() => _profile.Read(Delivery(Command() with { Headers = headers })));

        Assert.Equal(DeadLetterReason.UnknownKind, error.Reason);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userService.*", "userService.billing.changed", true)]
    [InlineData("userService.*", "userService.", true)]
    [InlineData("userService.*", "userService", false)]
    [InlineData("userService.*.changed", "userService.billing.address.changed", true)]
    [InlineData("userService.#", "userService.billing.changed", true)]
    [InlineData("userService.#", "userService", true)]
    [InlineData("userService.*", "orderService.placed", false)]
    [InlineData("order_placed", "order_placed", true)]
    public void A_star_stands_for_one_word_or_more(string pattern, string name, bool listens) =>
        Assert.Equal(listens, _profile.Listens(pattern, Envelope(MessageKind.Event, name, null)));

    [Fact]
    public void Headers_of_the_user_may_begin_like_those_of_the_broker()
    {
        var headers = new Dictionary<string, object>(Command().Headers)
        {
            ["x-request-id"] = "r1",
            ["X-Tenant"] = "acme",
            ["x-death"] = new object[] { new Dictionary<string, object> { ["queue"] = "other" } },
            ["x-first-death-queue"] = "other",
            ["CC"] = new object[] { "audit" },
        };

        var metadata = _profile.Read(Delivery(Command() with { Headers = headers })).Context.Metadata;

        Assert.Equal(["X-Tenant", "token", "x-request-id"], metadata.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("correlationId")]
    [InlineData("ecotone.distributed.routingKey")]
    [InlineData("ecotone.distributed.sourceServiceName")]
    [InlineData("contentType")]
    public void A_header_too_long_for_the_property_in_which_it_is_kept_is_refused(string header)
    {
        var headers = new Dictionary<string, object>(Command().Headers) { [header] = new string('ü', 128) };

        var error = Assert.Throws<RefusedMessageException>(() => _profile.Read(Delivery(Command() with { Headers = headers, ContentType = null })));

        Assert.Equal(DeadLetterReason.TooLarge, error.Reason);
        Assert.Contains("has 256 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command", "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f00")]
    [InlineData("query", "asked-1")]
    public void Who_asks_is_answered_under_the_property_that_it_sent(string kind, string correlation)
    {
        var headers = new Dictionary<string, object>(Command().Headers) { ["ecotone.distributed.payloadType"] = kind };

        Assert.Equal(correlation, _profile.Read(Delivery(Command() with { Headers = headers, CorrelationId = "asked-1" })).Context.CorrelationId);
    }

    [Fact]
    public void Another_event_exchange_is_a_fault_at_start()
    {
        var options = new DistributionOptions { ServiceName = "a", Profile = WireProfile.Ecotone, EventExchange = "mine" };

        Assert.Contains("EventExchange is 'mine' in the profile Ecotone", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    /// <summary>As PHP puts it on the wire: properties content_type and delivery_mode, everything else in headers.</summary>
    internal static BrokerMessage Command() => new()
    {
        Body = """{"ticketType":"error"}"""u8.ToArray(),
        ContentType = "application/json",
        Headers = new Dictionary<string, object>
        {
            ["ecotone.distributed.payloadType"] = "command",
            ["ecotone.distributed.routingKey"] = "createTicket",
            ["ecotone.distributed.sourceServiceName"] = "user_service",
            ["ecotone.distributed.targetServiceName"] = "ticket_service",
            ["ecotone.amqp.distributed.service_target"] = "ticket_service",
            ["contentType"] = "application/json",
            ["__TypeId__"] = "array",
            ["id"] = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f0e",
            ["correlationId"] = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f00",
            ["parentId"] = "0190f0c0-7a3b-7cde-9d3f-1f6b7a2c6f01",
            ["timestamp"] = 1_718_000_000L,
            ["polledChannelName"] = "distributed_user_service",
            ["ecotone.publish_batch_id"] = "0123456789abcdef",
            ["ecotoneTracingCarrier"] = """{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"vendor=1"}""",
            ["token"] = "123",
        },
    };

    private static Delivery Delivery(BrokerMessage message) => new(
        message, "distributed_ticket_service", "ecotone.distributed", "ticket_service", redelivered: false, deliveryCount: null,
        _ => SettleResult.Settled);

    private static Envelope Envelope(MessageKind kind, string routingKey, string? destination) => new(
        new MessageContext
        {
            MessageId = "7a2c6f0e-0000-7000-8000-000000000001",
            CorrelationId = "7a2c6f0e-0000-7000-8000-000000000000",
            CausationId = "7a2c6f0e-0000-7000-8000-000000000000",
            Kind = kind,
            RoutingKey = routingKey,
            SourceService = "user_service",
            DestinationService = destination,
            SentAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ContentType = "text/plain",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Metadata = Metadata.Empty.With("token", "123"),
        },
        Encoding.UTF8.GetBytes("User changed billing address"));
}
