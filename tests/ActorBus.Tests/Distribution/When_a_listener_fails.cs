using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Pipeline;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_listener_fails
{
    public static TheoryData<int> Phases => [Priority.Initialize, Priority.DetectMessageName, Priority.Route, Priority.LocateHandler, Priority.InvokeHandler];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Should_store_the_message_as_a_dead_letter_and_go_on(int priority)
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);
        using (billing.Service.Local.Commands.Attach(priority, _ => throw new InvalidOperationException("listener at fault")))
        {
            await billing.Bus.SendCommandAsync("billing", "change", "bad");
            await ExpectDeadLetterAsync(billing);
        }

        await billing.Bus.SendCommandAsync("billing", "change", "good");

        while (await inbox.NextAsync() != "good")
        {
        }
    }

    [Fact]
    public async Task Should_do_the_same_when_finalize_fails()
    {
        await using var broker = new InMemoryBroker();
        var inbox = new Inbox<string>();
        await using var billing = await StartAsync(broker, inbox);
        using (billing.Service.Local.Commands.AttachFinalize(_ => throw new InvalidOperationException("listener at fault")))
        {
            await billing.Bus.SendCommandAsync("billing", "change", "bad");
            await ExpectDeadLetterAsync(billing);
        }

        await billing.Bus.SendCommandAsync("billing", "change", "good");

        Assert.Equal(["bad", "good"], await inbox.TakeAsync(2));
    }

    [Fact]
    public async Task Should_count_as_success_when_finalize_takes_the_exception_away()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await TestService.StartAsync("billing", broker, handlers => handlers
            .OnCommand<string>("change", (_, _) => throw new InvalidOperationException("forgiven")));
        billing.Service.Local.Commands.AttachFinalize(dispatch =>
        {
            dispatch.Exception = null;
            return ValueTask.CompletedTask;
        });

        await billing.Bus.SendCommandAsync("billing", "change", "x");

        await broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, await billing.CountDeadLettersAsync());
        Assert.Equal(0, await billing.CountReadyAsync("billing"));
    }

    private static async Task ExpectDeadLetterAsync(TestService billing)
    {
        var dead = await billing.NextDeadLetterAsync();
        Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), dead.Headers[WireHeaders.FailureReason]);
        Assert.Contains("listener at fault", (string)dead.Headers[WireHeaders.ExceptionMessage]);
        Assert.Equal("bad"u8.ToArray(), dead.Body.ToArray());
    }

    private static Task<TestService> StartAsync(InMemoryBroker broker, Inbox<string> inbox) =>
        TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<string>("change", (body, _) =>
        {
            inbox.Add(body);
            return Task.CompletedTask;
        }));
}
