using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_fallback_decides
{
    [Fact]
    public async Task Should_get_the_exception_the_message_and_what_came_with_it()
    {
        await using var broker = new InMemoryBroker();
        var seen = new Inbox<(Exception Error, object Message, FailureResolver Resolver)>();
        await using var billing = await StartAsync(broker, (error, message, resolver) =>
        {
            resolver.Ack();
            seen.Add((error, message, resolver));
            return Task.CompletedTask;
        });

        await billing.Bus.SendCommandAsync("billing", "change", "body", metadata: Metadata.Empty.With("token", 123));

        var (error, message, resolver) = await seen.NextAsync();
        Assert.Equal("on purpose", Assert.IsType<InvalidOperationException>(error).Message);
        Assert.Equal("body", message);
        Assert.Equal("command:change", resolver.Handler);
        Assert.Equal(("change", 1), (resolver.Context.RoutingKey, resolver.Context.Attempt));
        Assert.Equal(123L, resolver.Message.Headers["token"]);
    }

    [Fact]
    public async Task Should_count_only_its_first_decision()
    {
        await using var broker = new InMemoryBroker();
        var later = new Inbox<bool>();
        await using var billing = await StartAsync(broker, (_, _, resolver) =>
        {
            Assert.True(resolver.Reject());
            later.Add(resolver.Ack());
            return Task.CompletedTask;
        });

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal(nameof(DeadLetterReason.Rejected), (await billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
        Assert.False(await later.NextAsync());
    }

    [Fact]
    public async Task Should_leave_the_retries_to_the_policy_when_it_says_retry()
    {
        await using var broker = new InMemoryBroker();
        var attempts = new Inbox<int>();
        await using var billing = await StartAsync(
            broker,
            (_, _, resolver) =>
            {
                attempts.Add(resolver.Context.Attempt);
                resolver.Retry();
                return Task.CompletedTask;
            },
            new FailurePolicy { Action = FailureAction.Ack, ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(10)] });

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), (await billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
        Assert.Equal([1, 2, 3, 4], await attempts.TakeAsync(4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_leave_the_decision_to_the_policy_when_it_takes_none(bool throws)
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(
            broker,
            (_, _, _) => throws ? throw new NotSupportedException("the fallback too") : Task.CompletedTask,
            new FailurePolicy { Action = FailureAction.Reject });

        await billing.Bus.SendCommandAsync("billing", "change", "body");

        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal("on purpose", dead.Headers[WireHeaders.ExceptionMessage]);
    }

    [Fact]
    public async Task Should_stand_in_for_handlers_without_one_when_it_is_the_services()
    {
        await using var broker = new InMemoryBroker();
        var asked = new Inbox<string>();
        await using var billing = await TestService.StartAsync(
            "billing", broker,
            handlers => handlers
                .OnCommand<string>("one", (_, _) => throw new InvalidOperationException("on purpose"))
                .OnCommand<string>("two", (_, _) => throw new InvalidOperationException("on purpose"))
                .With(handler => handler with { Fallback = (_, _, resolver) => Say("its own", resolver) }),
            options => options.Fallback = (_, _, resolver) => Say("the service's", resolver));

        await billing.Bus.SendCommandAsync("billing", "one", "body");
        Assert.Equal("the service's", await asked.NextAsync());
        await billing.Bus.SendCommandAsync("billing", "two", "body");
        Assert.Equal("its own", await asked.NextAsync());
        Assert.Equal(0, asked.Waiting);

        Task Say(string who, FailureResolver resolver)
        {
            resolver.Ack();
            asked.Add(who);
            return Task.CompletedTask;
        }
    }

    private static Task<TestService> StartAsync(InMemoryBroker broker, FailureFallback fallback, FailurePolicy? policy = null) =>
        TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, _) => throw new InvalidOperationException("on purpose"), policy)
            .With(handler => handler with { Fallback = fallback }));
}
