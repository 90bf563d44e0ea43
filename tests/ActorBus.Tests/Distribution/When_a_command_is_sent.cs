using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_command_is_sent
{
    [Fact]
    public async Task Should_reach_the_one_handler_with_payload_identity_and_metadata()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<(string Body, MessageContext Context)>();
        var other = new Inbox<string>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("billing.changeDetails", (body, context) => Put(inbox, (body, context))));
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnCommand<string>("billing.changeDetails", (body, _) => Put(other, body)));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        await shop.Bus.SendCommandAsync(
            "billing", "billing.changeDetails", "{\"personId\":\"123\"}", "application/json", Metadata.Empty.With("executorId", "42"));

        var (received, identity) = await inbox.NextAsync();
        Assert.Equal("{\"personId\":\"123\"}", received);
        Assert.Equal("42", identity.Metadata.GetString("executorId"));
        Assert.Equal("shop", identity.SourceService);
        Assert.Equal("billing", identity.DestinationService);
        Assert.Equal(identity.MessageId, identity.CorrelationId);
        Assert.Null(identity.CausationId);
        Assert.Equal(1, identity.Attempt);
        Assert.Equal(0, other.Waiting);
    }

    [Fact]
    public async Task Should_reach_the_channel_of_its_name_when_no_handler_takes_it()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnMessage<string>("billing.refund", (body, _) => Put(inbox, $"channel {body}"))
            .OnMessage<string>("billing.both", (body, _) => Put(inbox, $"channel {body}"))
            .OnCommand<string>("billing.both", (body, _) => Put(inbox, $"command {body}")));

        await billing.Bus.SendCommandAsync("billing", "billing.refund", "one");
        Assert.Equal("channel one", await inbox.NextAsync());
        await billing.Bus.SendCommandAsync("billing", "billing.both", "two");
        Assert.Equal("command two", await inbox.NextAsync());
        await billing.Service.Local.Commands.DispatchAsync("three", new DispatchOptions { MessageName = "billing.refund" });
        Assert.Equal("channel three", await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_be_plain_text_when_a_string_is_converted()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, handlers => handlers
            .On(Handle.Command("never", void (string _) => throw new InvalidOperationException("no"))), options => options.FailurePolicy = new() { Action = FailureAction.Reject });

        await shop.Bus.ConvertAndSendCommandAsync("shop", "never", "a text");
        var letter = await shop.NextDeadLetterAsync();

        Assert.Equal("text/plain", letter.ContentType);
        Assert.Equal("a text", System.Text.Encoding.UTF8.GetString(letter.Body.Span));
    }

    [Fact]
    public async Task Should_give_the_handler_the_type_it_wants()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<Received>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<Received>("change", (message, _) => Put(inbox, message)));

        await billing.Bus.ConvertAndSendCommandAsync("billing", "change", new Sent("123", 7));

        Assert.Equal(new Received("123", 7), await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_name_a_typed_command_by_its_contract()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<Received>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<Received>("contracts.change", (message, _) => Put(inbox, message)));

        await billing.Bus.SendAsync("billing", new Named("9", 7));

        Assert.Equal(new Received("9", 7), await inbox.NextAsync());
    }

    [Fact]
    public async Task Should_refuse_a_text_that_may_be_a_name_or_a_body()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync("billing", broker, _ => { });

        var command = await Assert.ThrowsAsync<ArgumentException>(() => billing.Bus.SendAsync("billing", "hello"));
        var @event = await Assert.ThrowsAsync<ArgumentException>(() => billing.Bus.PublishAsync("hello"));

        Assert.Contains("SendCommandAsync", command.Message, StringComparison.Ordinal);
        Assert.Contains("PublishEventAsync", @event.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_fail_clearly_when_there_is_no_such_service()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => shop.Bus.SendCommandAsync("nobody", "do.it", "x"));

        Assert.Equal(PublishStatus.Returned, error.Status);
        Assert.Contains("'do.it'", error.Message);
        Assert.Contains("'nobody'", error.Message);
        Assert.Contains(ActorBusProfile.CommandExchange, error.Message);
    }

    [Theory]
    [InlineData("", "key")]
    [InlineData("bad name", "key")]
    [InlineData("billing", "")]
    [InlineData("billing", "with\ncontrol")]
    public async Task Should_refuse_what_cannot_be_addressed(string destination, string key)
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        await Assert.ThrowsAsync<ArgumentException>(() => shop.Bus.SendCommandAsync(destination, key, "x"));
    }

    [Fact]
    public async Task Should_refuse_a_body_over_the_limit_before_it_is_sent()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => shop.Bus.SendCommandAsync("billing", "key", new string('x', 5 * 1024 * 1024)));

        Assert.Contains("MaxBodyBytes", error.Message);
    }

    [Theory]
    [InlineData("CC")]
    [InlineData("BCC")]
    [InlineData("x-death")]
    public async Task Should_refuse_metadata_that_the_broker_would_act_on(string name)
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => shop.Bus.SendCommandAsync("billing", "key", "body", metadata: Metadata.Empty.With(name, "boss@example.com")));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_carry_what_the_service_adds_to_everything_unless_the_message_says_otherwise()
    {
        await using var broker = new InMemoryBroker();
        var got = new Inbox<MessageContext>();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("change", (_, context) => Put(got, context)).OnEvent<string>("changed", "changed", (_, context) => Put(got, context)),
            options => options.Enrich = context => Metadata.Empty.With("extra", "123a").With("name", context.RoutingKey).With("token", "weak"));

        await billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("token", "strong"));
        Assert.Equal<(string, object)>([("extra", "123a"), ("name", "change"), ("token", "strong")], Of(await got.NextAsync()));
        await billing.Bus.PublishEventAsync("changed", "body");
        Assert.Equal<(string, object)>([("extra", "123a"), ("name", "changed"), ("token", "weak")], Of(await got.NextAsync()));

        static IEnumerable<(string, object)> Of(MessageContext context) => context.Metadata.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value));
    }

    [Fact]
    public async Task Should_fail_an_event_that_nobody_listens_to_only_where_somebody_must()
    {
        await using var broker = new InMemoryBroker();
        await using var calm = await TestService.StartAsync("calm", broker, _ => { });
        await using var strict = await TestService.StartAsync("strict", broker, _ => { }, options => options.RequireListeners = true);
        await using var listener = await TestService.StartAsync("listener", broker, handlers => handlers.OnEvent<string>("heard", "heard", (_, _) => Task.CompletedTask));

        await calm.Bus.PublishEventAsync("unheard.of", "body");
        await strict.Bus.PublishEventAsync("heard", "body");
        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => strict.Bus.PublishEventAsync("unheard.of", "body"));

        Assert.Equal(PublishStatus.Returned, error.Status);
        Assert.Contains("'unheard.of'", error.Message, StringComparison.Ordinal);
        Assert.Contains("nobody listens", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WireProfile.ActorBus)]
    [InlineData(WireProfile.Ecotone)]
    [InlineData(WireProfile.Pigeon)]
    public async Task Should_be_received_and_retried_with_as_many_headers_as_may_be_sent(WireProfile profile)
    {
        await using var broker = new InMemoryBroker();
        var got = new Inbox<int>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("change", (_, context) =>
        {
            got.Add(context.Metadata.GetString("large")!.Length);
            return context.Attempt == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        }), options =>
        {
            options.Profile = profile;
            options.FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1)] };
        });
        // One byte and five more for the name and the kind of each.
        var most = new string('x', (16 * 1024) - "large".Length - 6);

        await billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("large", most));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("large", most + "x")));

        Assert.Equal([most.Length, most.Length], await got.TakeAsync(2));
        Assert.Contains("MaxHeaderBytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    private static Task Put<T>(Inbox<T> inbox, T item)
    {
        inbox.Add(item);
        return Task.CompletedTask;
    }

    private sealed record Sent(string PersonId, int Amount);

    private sealed record Received(string PersonId, int Amount);

    [MessageName("contracts.change")]
    private sealed record Named(string PersonId, int Amount);
}
