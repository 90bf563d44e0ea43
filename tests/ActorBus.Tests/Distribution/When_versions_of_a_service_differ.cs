using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

/// <summary>While a new version is rolled out both consume one queue, and each knows events that the other does not.</summary>
public sealed class When_versions_of_a_service_differ
{
    private readonly InMemoryBroker _broker = new();
    private readonly Inbox<string> _seen = new();

    [Fact]
    public async Task Should_bring_each_event_to_a_version_that_handles_it()
    {
        await using var old = await StartAsync("old", "rq.a");
        await using var young = await StartAsync("young", "rq.b");

        for (var number = 0; number < 40; number++)
        {
            await young.Bus.PublishEventAsync("rq.a", $"a {number}");
            await young.Bus.PublishEventAsync("rq.b", $"b {number}");
        }

        var seen = await _seen.TakeAsync(80);
        Assert.Equal(40, seen.Count(one => one.StartsWith("old a", StringComparison.Ordinal)));
        Assert.Equal(40, seen.Count(one => one.StartsWith("young b", StringComparison.Ordinal)));
        Assert.Equal(0, await young.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_bring_a_retry_to_the_version_whose_handler_failed()
    {
        await using var old = await StartAsync("old", "rq.a");
        await using var young = await TestService.StartAsync("billing", _broker, handlers => handlers.OnEvent<string>(
            "listener", "rq.b",
            (body, context) =>
            {
                _seen.Add($"{body} {context.Attempt}");
                return context.Attempt < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
            },
            new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)] }));

        for (var number = 0; number < 10; number++) await young.Bus.PublishEventAsync("rq.b", "b");

        Assert.Equal(10, (await _seen.TakeAsync(30)).Count(one => one == "b 3"));
        Assert.Equal(0, await young.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_not_give_a_retry_to_another_listener_while_a_version_has_its_own()
    {
        await using var old = await StartAsync("first", "rq.#");
        await using var young = await TestService.StartAsync("billing", _broker, handlers => handlers
            .On(Handle.Event("rq.#", (string body) => _seen.Add($"first {body}"), "first"))
            .OnEvent<string>(
                "second", "rq.a",
                (body, context) =>
                {
                    _seen.Add($"second {body} {context.Attempt}");
                    return context.Attempt == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
                },
                new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(1)] }));
        // All of them come to the young one first, and their retries to either.
        await old.Service.StopConsumingAsync(TimeSpan.FromSeconds(20));
        for (var number = 0; number < 8; number++) await young.Bus.PublishEventAsync("rq.a", $"{number}");
        var seen = new List<string>(await _seen.TakeAsync(8));
        await old.Service.ConsumeAsync();

        seen.AddRange(await _seen.TakeAsync(16));
        Assert.Equal(8, seen.Count(one => one.StartsWith("second", StringComparison.Ordinal) && one.EndsWith(" 2", StringComparison.Ordinal)));
        Assert.Equal(0, await young.CountDeadLettersAsync());
    }

    [Fact]
    public async Task Should_give_a_retry_of_a_renamed_listener_to_the_one_that_listens_now()
    {
        await using var billing = await StartAsync("new name", "rq.a");

        await billing.PublishRawAsync(new BrokerMessage
        {
            Body = "parked"u8.ToArray(),
            Type = "rq.a",
            ContentType = "text/plain",
            MessageId = "1",
            Headers = new Dictionary<string, object> { [WireHeaders.Kind] = "event", [WireHeaders.Handler] = "old name", [WireHeaders.Attempts] = 1L },
        });

        Assert.Equal("new name parked", await _seen.NextAsync());
    }

    private Task<TestService> StartAsync(string version, string pattern) => TestService.StartAsync(
        "billing", _broker, handlers => handlers.On(Handle.Event(pattern, (string body) => _seen.Add($"{version} {body}"), version)));
}
