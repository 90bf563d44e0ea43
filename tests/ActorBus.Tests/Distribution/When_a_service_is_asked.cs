using ActorBus.Brokers;
using ActorBus.InMemory;
using ActorBus.Distribution;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_service_is_asked
{
    [Fact]
    public async Task Should_answer_with_the_wanted_type()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker);
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var answer = await shop.Bus.AskAsync<Answer>("billing", "sum", new Question(40, 2));

        Assert.Equal(new Answer(42), answer);
    }

    [Fact]
    public async Task Should_keep_many_answers_apart()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker);
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => shop.Bus.AskAsync<Answer>("billing", "sum", new Question(i, 1))));

        Assert.Equal(Enumerable.Range(1, 200), answers.Select(answer => answer.Sum));
    }

    [Fact]
    public async Task Should_fail_with_the_text_of_the_other_side()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker);

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<Answer>("billing", "fail", new Question(1, 1)));

        Assert.Contains("no idea", error.Message);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_say_at_once_that_the_clocks_differ_when_a_query_seems_too_old()
    {
        await using var broker = new InMemoryBroker();
        var asked = new Inbox<string>();
        var ahead = new Ahead(TimeSpan.FromHours(1));
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnQuery<string>("sum", (text, _) =>
        {
            asked.Add(text);
            return Task.FromResult<object?>(1);
        }), time: ahead);
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => shop.Bus.AskAsync<int>("billing", "sum", "?"));

        Assert.Contains("clocks", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, asked.Waiting);
    }

    [Fact]
    public async Task Should_tell_no_more_of_a_failure_than_the_message_id_where_it_may_not()
    {
        await using var broker = new InMemoryBroker();
        var failed = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnQuery<Question>("fail", (_, context) =>
            {
                failed.Add(context.MessageId);
                throw new InvalidOperationException("secret");
            }),
            options => options.TellFailures = false);

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<Answer>("billing", "fail", new Question(1, 1)));
        var refused = await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<Answer>("billing", "unheard.of", new Question(1, 1)));

        Assert.Contains($"'{await failed.NextAsync()}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(InvalidOperationException), error.Message, StringComparison.Ordinal);
        Assert.Contains("has no handler for the query 'unheard.of'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_fail_at_once_when_there_is_no_such_service()
    {
        await using var broker = new InMemoryBroker();
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => shop.Bus.AskAsync<Answer>("nobody", "sum", new Question(1, 1)));

        Assert.Equal(PublishStatus.Returned, error.Status);
    }

    [Theory]
    [InlineData("unheard.of", "has no handler for the query 'unheard.of'")]
    [InlineData("private", "may not be reached from outside")]
    public async Task Should_be_told_at_once_when_nobody_may_answer(string key, string why)
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnQuery<Question>("sum", (_, _) => Task.FromResult<object?>(1))
            .OnQuery<Question>("private", (_, _) => Task.FromResult<object?>(2)).With(handler => handler with { IsDistributed = false }));

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<int>("billing", key, new Question(1, 1)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_be_told_at_once_when_the_metadata_does_not_fit_the_handler()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.On(Handle.Query("sum", (Question question, [Header("scale")] int scale) => question.A * scale)),
            options => options.FailurePolicy = FailurePolicy.Default);

        var error = await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus
            .AskAsync<int>("billing", "sum", new Question(1, 1), metadata: Metadata.Empty.With("scale", "large")));

        Assert.Contains("'scale'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_fail_in_time_when_no_answer_comes()
    {
        await using var broker = new InMemoryBroker();
        var never = new TaskCompletionSource<object?>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnQuery<Question>("never", (_, _) => never.Task));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => billing.Bus
            .With(new SendOptions { Timeout = TimeSpan.FromMilliseconds(300) })
            .AskAsync<Answer>("billing", "never", new Question(1, 1)));

        Assert.Contains("'never'", error.Message);
        never.SetResult(null);
    }

    [Fact]
    public async Task Should_fail_what_is_under_way_when_the_connection_is_lost_and_answer_again()
    {
        await using var broker = new InMemoryBroker();
        var reached = new Inbox<int>();
        var gate = new TaskCompletionSource<object?>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnQuery<Question>("slow", (question, _) =>
            {
                reached.Add(question.A);
                return gate.Task;
            })
            .OnQuery<Question>("sum", (question, _) => Task.FromResult<object?>(new Answer(question.A + question.B))));
        await using var shop = await TestService.StartAsync("shop", broker, _ => { });

        var asking = shop.Bus.AskAsync<Answer>("billing", "slow", new Question(1, 1));
        await reached.NextAsync();
        await broker.Control.CloseConnectionsAsync("test", ConnectionPurpose.Consume);

        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => asking);
        Assert.Equal(PublishStatus.Unknown, error.Status);
        gate.SetResult(new Answer(0));
        Assert.Equal(3, (await shop.Bus.AskAsync<Answer>("billing", "sum", new Question(1, 2))).Sum);
    }

    [Theory]
    [InlineData(WireProfile.ActorBus, "quotes")]
    [InlineData(WireProfile.Ecotone, "distributed_quotes")]
    [InlineData(WireProfile.Pigeon, "quotes")]
    public async Task Should_take_the_answer_of_a_foreign_client_that_sends_the_correlation_id_back(WireProfile profile, string queue)
    {
        await using var broker = new InMemoryBroker();
        await using var peer = await broker.ConnectAsync(ConnectionPurpose.Consume, _ => { });
        await peer.DeclareAsync(new Topology
        {
            Exchanges = [new ExchangeDeclaration("ecotone.distributed", ExchangeKind.Topic), new ExchangeDeclaration("actorbus.commands", ExchangeKind.Direct)],
            Queues = [new QueueDeclaration(queue)],
            Bindings = [new BindingDeclaration("ecotone.distributed", queue, "quotes"), new BindingDeclaration("actorbus.commands", queue, "quotes")],
        });
        await peer.ConsumeAsync(queue, 10, question => peer.PublishAsync(new OutgoingMessage("", question.Message.ReplyTo!, new BrokerMessage
        {
            Body = """{"sum":7}"""u8.ToArray(),
            CorrelationId = question.Message.CorrelationId,
        })), _ => { });
        var got = new Inbox<int>();
        TestService? shop = null;
        await using var started = shop = await TestService.StartAsync(
            "shop", broker, handlers => handlers.OnCommand<string>("price", async (_, context) =>
            {
                Assert.NotEqual(context.CorrelationId, context.MessageId);
                got.Add((await shop!.Bus.AskAsync<Answer>("quotes", "sum", new Question(3, 4))).Sum);
            }),
            options => options.Profile = profile);

        Assert.Equal(7, (await shop.Bus.AskAsync<Answer>("quotes", "sum", new Question(3, 4))).Sum);
        await shop.PublishRawAsync(profile, new BrokerMessage { Body = "body"u8.ToArray(), MessageId = "message-1", CorrelationId = "conversation-1", Type = "price" });

        Assert.Equal(7, await got.NextAsync());
    }

    private static Task<TestService> StartAsync(InMemoryBroker broker) =>
        TestService.StartAsync("billing", broker, handlers => handlers
            .OnQuery<Question>("sum", (question, _) => Task.FromResult<object?>(new Answer(question.A + question.B)))
            .OnQuery<Question>("fail", (_, _) => throw new InvalidOperationException("no idea")));

    private sealed record Question(int A, int B);

    private sealed record Answer(int Sum);

    /// <summary>The clock of another machine.</summary>
    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
