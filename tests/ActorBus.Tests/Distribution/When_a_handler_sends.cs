using ActorBus.InMemory;
using ActorBus.Messages;
using ActorBus.Recovery;
using ActorBus.Serialization;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_handler_sends
{
    private static readonly FailurePolicy Retries = new() { ImmediateRetries = 1, DelayedRetries = [] };

    [Fact]
    public async Task Should_let_it_leave_in_order_after_success_as_a_child_of_what_was_handled()
    {
        await using var broker = new InMemoryBroker();
        var children = new Inbox<(string Body, MessageContext Context)>();
        var parents = new Inbox<MessageContext>();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", async (_, context) =>
            {
                parents.Add(context);
                for (var i = 0; i < 20; i++) await billing!.Bus.PublishEventAsync("changed", $"{i}");
                Assert.Equal(0, children.Waiting);
            })
            .OnEvent<string>("listener", "changed", (body, context) => Put(children, (body, context))),
            options => options.Prefetch = 1);
        await using var disposing = billing;

        await billing.Bus.SendCommandAsync("billing", "change", "x", metadata: Metadata.Empty.With("executorId", "42"));

        var parent = await parents.NextAsync();
        var got = await children.TakeAsync(20);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), got.Select(child => child.Body));
        Assert.All(got, child =>
        {
            Assert.Equal(parent.MessageId, child.Context.CausationId);
            Assert.Equal(parent.CorrelationId, child.Context.CorrelationId);
            Assert.Equal("42", child.Context.Metadata.GetString("executorId"));
            Assert.Equal(1, child.Context.Attempt);
        });
        Assert.Equal(20, got.Select(child => child.Context.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_send_nothing_of_a_nested_command_that_failed_although_the_outer_one_succeeds(bool isOutOfTime)
    {
        await using var broker = new InMemoryBroker();
        var children = new Inbox<string>();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("outer", async (_, _) =>
            {
                await billing!.Bus.PublishEventAsync("changed", "outer");
                var limit = new ActorBus.Pipeline.DispatchOptions { MessageName = "middle", Timeout = isOutOfTime ? TimeSpan.FromMilliseconds(200) : null };
                await Assert.ThrowsAnyAsync<ActorBusException>(() => billing.Service.Local.Commands.DispatchAsync("x", limit));
                await billing.Service.Local.Commands.DispatchAsync("x", limit with { MessageName = "good" });
            })
            .OnCommand<string>("middle", async (_, _) =>
            {
                await billing!.Bus.PublishEventAsync("changed", "middle");
                await billing.Service.Local.Commands.DispatchAsync("good");
                await (isOutOfTime ? Task.Delay(Timeout.Infinite) : throw new InvalidOperationException());
            })
            .OnCommand<string>("good", (_, _) => billing!.Bus.PublishEventAsync("changed", "good"))
            .OnEvent<string>("listener", "changed", (body, _) => Put(children, body)));
        await using var disposing = billing;

        await billing.Bus.SendCommandAsync("billing", "outer", "x");

        Assert.Equal(["good", "outer"], (await children.TakeAsync(2)).Order());
        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(0, children.Waiting);
    }

    [Fact]
    public async Task Should_send_nothing_of_a_failed_try_and_the_same_ids_on_the_next()
    {
        await using var broker = new InMemoryBroker();
        var children = new Inbox<MessageContext>();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", async (_, context) =>
            {
                await billing!.Bus.PublishEventAsync("changed", $"attempt {context.Attempt}");
                if (context.Attempt == 1) throw new InvalidOperationException("after sending");
            }, Retries)
            .OnEvent<string>("listener", "changed", (body, context) =>
            {
                Assert.Equal("attempt 2", body);
                return Put(children, context);
            }));
        await using var disposing = billing;

        await billing.Bus.SendCommandAsync("billing", "change", "x");

        await children.NextAsync();
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, children.Waiting);
        Assert.Equal(0, await billing.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_send_none_when_one_cannot_be_converted_although_the_handler_swallows_it()
    {
        await using var broker = new InMemoryBroker();
        var children = new Inbox<string>();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", async (_, _) =>
            {
                await billing!.Bus.PublishEventAsync("changed", "first");
                await Assert.ThrowsAsync<MessageConversionException>(
                    () => billing.Bus.ConvertAndPublishEventAsync("changed", new Looping()));
                await billing.Bus.PublishEventAsync("changed", "third");
            }, new FailurePolicy { Action = FailureAction.Reject })
            .OnEvent<string>("listener", "changed", (body, _) => Put(children, body)));
        await using var disposing = billing;

        await billing.Bus.SendCommandAsync("billing", "change", "x");

        await billing.NextDeadLetterAsync();
        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, children.Waiting);
    }

    [Fact]
    public async Task Should_fail_the_handler_when_what_it_sent_has_no_receiver()
    {
        await using var broker = new InMemoryBroker();
        TestService? billing = null;
        billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, _) => billing!.Bus.SendCommandAsync("nobody", "key", "x"), new FailurePolicy { Action = FailureAction.Reject }));
        await using var disposing = billing;

        await billing.Bus.SendCommandAsync("billing", "change", "x");

        var dead = await billing.NextDeadLetterAsync();
        Assert.Contains("'nobody'", (string)dead.Headers[ActorBus.Distribution.Profiles.WireHeaders.ExceptionMessage]);
    }

    private static Task Put<T>(Inbox<T> inbox, T item)
    {
        inbox.Add(item);
        return Task.CompletedTask;
    }

    private sealed class Looping
    {
        public Looping Self => this;
    }
}
