using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

/// <summary>A connection was cut under a handler, or it takes longer than the broker waits: the message is delivered again.</summary>
public sealed class When_a_message_comes_again_while_it_runs
{
    private readonly InMemoryBroker _broker = new();
    private readonly Inbox<string> _began = new();
    private readonly Inbox<string> _log = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_settled_with_the_run_that_has_it(bool succeeds)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var billing = await StartAsync(async (body, _) =>
        {
            _began.Add(body);
            await gate.Task;
            if (!succeeds) throw new InvalidOperationException("on purpose");
        });
        await billing.Bus.SendCommandAsync("billing", "change", "body");
        await _began.NextAsync();

        for (var times = 0; times < 2; times++)
        {
            await _broker.Control.CloseConnectionsAsync("cut", ConnectionPurpose.Consume);
            await _log.NextAsync(line => line.Contains("came again while handler 'command:change'", StringComparison.Ordinal));
        }

        gate.SetResult();
        if (!succeeds) Assert.Equal(nameof(DeadLetterReason.RetriesExhausted), (await billing.NextDeadLetterAsync()).Headers[WireHeaders.FailureReason]);
        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));
        await _broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, _began.Waiting);
        Assert.Empty(await _broker.Control.PeekAsync("billing"));
    }

    [Theory]
    [InlineData(WireProfile.ActorBus)]
    [InlineData(WireProfile.Ecotone)]
    [InlineData(WireProfile.Pigeon)]
    public async Task Should_not_run_twice_in_any_profile_and_without_an_id(WireProfile profile)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var billing = await TestService.StartAsync("billing", _broker, handlers => handlers.OnCommand<string>("change", async (body, _) =>
        {
            _began.Add(body);
            await gate.Task;
        }).With(handler => handler with { Concurrency = 4 }), options => options.Profile = profile, log: _log);
        await billing.Bus.SendCommandAsync("billing", "change", "with an id");
        if (profile != WireProfile.Pigeon)
        {
            await billing.PublishRawAsync(profile, new BrokerMessage
            {
                Body = "without an id"u8.ToArray(),
                Type = "change",
                ContentType = "text/plain",
                Headers = new Dictionary<string, object>(),
            });
        }

        var count = profile == WireProfile.Pigeon ? 1 : 2;
        await _began.TakeAsync(count);
        await _broker.Control.CloseConnectionsAsync("cut", ConnectionPurpose.Consume);
        for (var joined = 0; joined < count; joined++) await _log.NextAsync(line => line.Contains("came again while handler", StringComparison.Ordinal));
        gate.SetResult();

        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(0, _began.Waiting);
    }

    [Fact]
    public async Task Should_join_each_of_several_messages_under_the_same_id()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var billing = await StartAsync(async (body, _) =>
        {
            _began.Add(body);
            await gate.Task;
        });
        foreach (var body in (string[])["one", "two"])
        {
            await billing.PublishRawAsync(new BrokerMessage
            {
                Body = System.Text.Encoding.UTF8.GetBytes(body),
                Type = "change",
                ContentType = "text/plain",
                MessageId = "same",
                Headers = new Dictionary<string, object> { [WireHeaders.Kind] = "command" },
            });
        }

        Assert.Equal(["one", "two"], await _began.TakeAsync(2));
        await _broker.Control.CloseConnectionsAsync("cut", ConnectionPurpose.Consume);
        for (var joined = 0; joined < 2; joined++) await _log.NextAsync(line => line.Contains("came again while handler", StringComparison.Ordinal));
        gate.SetResult();
        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));
        await _broker.Control.WaitUntilIdleAsync();
        Assert.Equal(0, _began.Waiting);
        Assert.Empty(await _broker.Control.PeekAsync("billing"));
    }

    private Task<TestService> StartAsync(Func<string, Messages.MessageContext, Task> handle) => TestService.StartAsync(
        "billing", _broker, handlers => handlers.OnCommand("change", handle).With(handler => handler with { Concurrency = 4 }), log: _log);
}
