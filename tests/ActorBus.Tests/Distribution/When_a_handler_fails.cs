using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_handler_fails
{
    private static readonly FailurePolicy TwiceThenTwiceDelayed = new()
    {
        ImmediateRetries = 2,
        DelayedRetries = [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(40)],
    };

    [Fact]
    public async Task Should_make_the_queue_for_dead_letters_again_when_somebody_has_deleted_it()
    {
        await using var broker = new InMemoryBroker();
        var tried = new Inbox<string>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (body, _) =>
            {
                tried.Add(body);
                throw new InvalidOperationException("bad");
            }));
        await broker.Control.DeleteQueueAsync("billing.dead-letters");

        await billing.Bus.SendCommandAsync("billing", "change", "body");
        await tried.NextAsync();
        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal("body", Encoding.UTF8.GetString(Assert.Single(await broker.Control.PeekAsync("billing.dead-letters")).Message.Body.Span));
    }

    [Fact]
    public async Task Should_try_at_once_then_after_delays_then_store_a_dead_letter()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, context) => Fail(attempts, context), TwiceThenTwiceDelayed));

        await billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("token", 123));

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(Enumerable.Range(1, 9), await attempts.TakeAsync(9));
        Assert.Equal(0, attempts.Waiting);
        Assert.Equal("body"u8.ToArray(), dead.Body.ToArray());
        Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), dead.Headers[WireHeaders.FailureReason]);
        Assert.Equal("command:change", dead.Headers[WireHeaders.Handler]);
        Assert.Equal(9L, dead.Headers[WireHeaders.Attempts]);
        Assert.Equal(typeof(InvalidOperationException).FullName, dead.Headers[WireHeaders.ExceptionType]);
        Assert.Equal("on purpose", dead.Headers[WireHeaders.ExceptionMessage]);
        Assert.Contains(nameof(Fail), (string)dead.Headers[WireHeaders.ExceptionStack]);
        Assert.Equal(123L, dead.Headers["token"]);
        Assert.True(DateTimeOffset.Parse((string)dead.Headers[WireHeaders.FirstFailedAt]) <= DateTimeOffset.Parse((string)dead.Headers[WireHeaders.LastFailedAt]));
    }

    [Fact]
    public async Task Should_keep_the_stack_trace_out_of_the_dead_letter_where_it_may_not_be_stored()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("change", (_, _) => throw new InvalidOperationException("on purpose")),
            options => options.StoreStackTraces = false);

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal("on purpose", dead.Headers[WireHeaders.ExceptionMessage]);
        Assert.DoesNotContain(WireHeaders.ExceptionStack, dead.Headers.Keys);
    }

    [Fact]
    public async Task Should_store_a_dead_letter_whatever_the_error_says()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, _) => throw new InvalidOperationException("half a pair \ud83d" + new string('x', 2_034) + "\U0001F600")));

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        var text = (string)(await billing.NextDeadLetterAsync()).Headers[WireHeaders.ExceptionMessage];
        Assert.StartsWith("half a pair \ufffdx", text, StringComparison.Ordinal);
        Assert.Equal(2_047, text.Length);
    }

    [Fact]
    public async Task Should_not_send_copies_again_to_whom_the_first_publish_named()
    {
        await using var broker = new InMemoryBroker();
        var seen = new Inbox<MessageContext>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, context) =>
            {
                seen.Add(context);
                throw new InvalidOperationException("on purpose");
            }, new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1)] }));
        var headers = new Dictionary<string, object> { [WireHeaders.Kind] = "command", ["CC"] = new object[] { "audit" }, ["x-request-id"] = "r1" };

        await billing.PublishRawAsync(new BrokerMessage { Body = "body"u8.ToArray(), Type = "change", Headers = headers });

        Assert.All(await seen.TakeAsync(2), context => Assert.Equal(["x-request-id"], context.Metadata.Keys));
        Assert.DoesNotContain("CC", (await billing.NextDeadLetterAsync()).Headers.Keys);
    }

    [Fact]
    public async Task Should_succeed_on_a_later_try_under_the_same_identity()
    {
        await using var broker = new InMemoryBroker();
        var seen = new Inbox<MessageContext>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, context) =>
            {
                seen.Add(context);
                return context.Attempt < 5 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
            }, TwiceThenTwiceDelayed));

        await billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("token", 123));

        var tries = await seen.TakeAsync(5);
        Assert.Single(tries.Select(context => context.MessageId).Distinct());
        Assert.Single(tries.Select(context => context.CorrelationId).Distinct());
        Assert.All(tries, context => Assert.Equal(123L, context.Metadata["token"]));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_run_only_the_failed_handler_of_an_event_again()
    {
        await using var broker = new InMemoryBroker();
        var good = new Inbox<int>();
        var bad = new Inbox<int>();
        var elsewhere = new Inbox<int>();
        await using var shipping = await TestService.StartAsync("shipping", broker, handlers => handlers
            .OnEvent<string>("good", "paid", (_, context) => Put(good, context.Attempt))
            .OnEvent<string>("bad", "paid", (_, context) => Fail(bad, context), TwiceThenTwiceDelayed));
        await using var audit = await TestService.StartAsync("audit", broker, handlers => handlers
            .OnEvent<string>("audit", "#", (_, context) => Put(elsewhere, context.Attempt)));

        await shipping.Bus.PublishEventAsync("paid", "body");

        var dead = await shipping.NextDeadLetterAsync();
        Assert.Equal("bad", dead.Headers[WireHeaders.Handler]);
        Assert.Equal(9, (await bad.TakeAsync(9)).Count);
        Assert.Equal(1, await good.NextAsync());
        Assert.Equal(1, await elsewhere.NextAsync());
        Assert.Equal(0, good.Waiting + bad.Waiting + elsewhere.Waiting);
    }

    [Fact]
    public async Task Should_drop_the_message_when_the_policy_says_ack()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(broker, attempts, FailureAction.Ack);

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        await attempts.NextAsync();
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, attempts.Waiting);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_store_a_dead_letter_at_once_when_the_policy_says_reject()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(broker, attempts, FailureAction.Reject);

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(nameof(DeadLetterReason.Rejected), dead.Headers[WireHeaders.FailureReason]);
        Assert.Equal(1, (await attempts.TakeAsync(1)).Single());
        Assert.Equal(0, attempts.Waiting);
    }

    [Fact]
    public async Task Should_come_back_at_once_when_the_policy_says_requeue_until_the_delivery_limit()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(broker, attempts, FailureAction.Requeue, options => options.DeliveryLimit = 3);

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        await billing.NextDeadLetterAsync();
        Assert.Equal(4, (await attempts.TakeAsync(4)).Count);
        Assert.Equal(0, attempts.Waiting);
    }

    [Fact]
    public async Task Should_end_at_the_delivery_limit_where_the_broker_does_not_count()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(broker, attempts, FailureAction.Requeue, options =>
        {
            options.DeliveryLimit = 3;
            options.QueueKind = QueueKind.Classic;
        });

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), dead.Headers[WireHeaders.FailureReason]);
        Assert.InRange(attempts.Waiting, 3, 8);
    }

    [Fact]
    public async Task Should_go_to_the_tail_when_the_policy_says_resend_and_be_tried_as_if_for_the_first_time()
    {
        await using var broker = new InMemoryBroker();
        var order = new Inbox<string>();
        var secondIsThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", async (body, context) =>
            {
                await secondIsThere.Task;
                var isFirst = order.Waiting == 0;
                order.Add($"{body} {context.Attempt}");
                if (isFirst) throw new InvalidOperationException("once");
            }, new FailurePolicy { Action = FailureAction.Resend }),
            options => options.Prefetch = 1);

        await billing.Bus.SendCommandAsync("billing", "change", "fails");
        await billing.Bus.SendCommandAsync("billing", "change", "succeeds");
        secondIsThere.SetResult();

        Assert.Equal(["fails 1", "succeeds 1", "fails 1"], await order.TakeAsync(3));
    }

    [Fact]
    public async Task Should_be_resent_after_the_last_retry_where_the_policy_says_so()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, context) =>
            {
                attempts.Add(context.Attempt);
                return attempts.Waiting < 6 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
            }, new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(1)], AfterRetries = FailureAction.Resend }));

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal([1, 2, 3, 4, 1, 2], await attempts.TakeAsync(6));
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_not_multiply_the_tries_of_services_that_ask_each_other()
    {
        await using var broker = new InMemoryBroker();
        var runs = new Inbox<string>();
        var policy = new FailurePolicy { ImmediateRetries = 3, DelayedRetries = [] };
        await using var third = await TestService.StartAsync("third", broker, handlers => handlers.OnQuery<string>("ask", (_, _) =>
        {
            runs.Add("third");
            throw new InvalidOperationException("always");
        }), options => options.FailurePolicy = policy);
        await using var second = await TestService.StartAsync("second", broker, handlers => handlers.OnQuery<string>("ask", async (_, _) =>
        {
            runs.Add("second");
            return await third.Bus.AskAsync<string>("third", "ask", "?");
        }), options => options.FailurePolicy = policy);
        await using var first = await TestService.StartAsync("first", broker, handlers => handlers.OnCommand<string>("do", async (_, _) =>
        {
            runs.Add("first");
            await second.Bus.AskAsync<string>("second", "ask", "?");
        }), options => options.FailurePolicy = policy);

        await first.Bus.SendCommandAsync("first", "do", "it");

        var dead = await first.NextDeadLetterAsync();
        Assert.Equal(typeof(RemoteFailureException).FullName, dead.Headers[WireHeaders.ExceptionType]);
        Assert.Equal(["first", "second", "third", "third", "third", "third"], await runs.TakeAsync(6));
        Assert.Equal(0, runs.Waiting);
    }

    [Fact]
    public async Task Should_stop_consuming_and_keep_the_message_when_the_policy_says_throw()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using (var billing = await StartAsync(broker, attempts, FailureAction.Throw))
        {
            await billing.Bus.SendCommandAsync("billing", "change", "first");
            await attempts.NextAsync();
            await billing.WhenConsumerAsync(BridgeHealth.Stopped);
            await billing.Bus.SendCommandAsync("billing", "change", "second");
            Assert.Equal(0, await billing.CountDeadLettersAsync());
        }

        Assert.Equal(0, attempts.Waiting);
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(2, (await broker.Control.PeekAsync("billing")).Count);
    }

    [Fact]
    public async Task Should_let_the_first_rule_that_fits_the_exception_decide()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, context) => Fail(attempts, context), TwiceThenTwiceDelayed with
            {
                Rules = [new FailureRule(typeof(ArgumentException), FailureAction.Ack), new FailureRule(typeof(InvalidOperationException), FailureAction.Reject)],
            }));

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal(nameof(DeadLetterReason.Rejected), (await billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
    }

    private static Task<TestService> StartAsync(
        InMemoryBroker broker, Inbox<int> attempts, FailureAction action, Action<DistributionOptions>? configure = null) =>
        TestService.StartAsync(
            "billing", broker,
            handlers => handlers.OnCommand<string>("change", (_, context) => Fail(attempts, context), new FailurePolicy { Action = action }),
            configure);

    private static Task Fail(Inbox<int> attempts, MessageContext context)
    {
        attempts.Add(context.Attempt);
        throw new InvalidOperationException("on purpose");
    }

    private static Task Put<T>(Inbox<T> inbox, T item)
    {
        inbox.Add(item);
        return Task.CompletedTask;
    }
}
