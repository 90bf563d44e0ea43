using System.Collections.Concurrent;
using System.Diagnostics;
using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;
using ActorBus.InMemory;
using ActorBus.Recovery;

namespace ActorBus.Tests.Distribution;

/// <summary>A body stays in the body: it ends up in no log line, error, span or header, whatever fails.</summary>
public sealed class When_messages_hold_secrets
{
    private const string Secret = "c4n4ry-b0dy";

    private static readonly FailurePolicy OnceMoreLater = new() { ImmediateRetries = 1, DelayedRetries = [TimeSpan.FromMilliseconds(1)] };

    private readonly Inbox<string> _log = new();
    private readonly ConcurrentQueue<string> _said = new();

    [Theory]
    [InlineData(FailureAction.Ack)]
    [InlineData(FailureAction.Reject)]
    [InlineData(FailureAction.Requeue)]
    [InlineData(FailureAction.Resend)]
    [InlineData(FailureAction.Retry)]
    [InlineData(FailureAction.Throw)]
    public async Task Should_say_nothing_of_a_text_whose_handler_fails(FailureAction action)
    {
        using var spans = Listen();
        await using var broker = new InMemoryBroker();
        var tries = new Inbox<string>();
        var policy = OnceMoreLater with { Action = action };
        await using (var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers
                .OnCommand<string>("pay", (_, _) => Fail("pay"), policy)
                .OnEvent<string>("paid", "paid", (_, _) => Fail("paid"), policy),
            options => options.DeliveryLimit = 1, log: _log))
        {
            await billing.Bus.SendCommandAsync("billing", "pay", Secret);
            await tries.NextAsync();
            if (action != FailureAction.Throw)
            {
                await billing.Bus.PublishEventAsync("paid", Secret);
                await tries.NextAsync(name => name == "paid");
            }
        }

        await LookAtHeadersAsync(broker);
        await AssertNothingSaidAsync();

        Task Fail(string name)
        {
            tries.Add(name);
            throw new InvalidOperationException("on purpose");
        }
    }

    [Fact]
    public async Task Should_say_nothing_of_a_text_whose_handler_is_too_slow()
    {
        await using var broker = new InMemoryBroker();
        var gate = new TaskCompletionSource();
        await using (var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("pay", (_, _) => gate.Task),
            options => options.HandlerTimeout = TimeSpan.FromMilliseconds(50), log: _log))
        {
            await billing.Bus.SendCommandAsync("billing", "pay", Secret);
            Note(await billing.NextDeadLetterAsync());
            gate.SetResult();
        }

        Assert.Contains(_said, text => text.Contains(nameof(DispatchTimeoutException), StringComparison.Ordinal));
        await AssertNothingSaidAsync();
    }

    [Fact]
    public async Task Should_say_nothing_of_a_text_that_a_stop_gives_up()
    {
        await using var broker = new InMemoryBroker();
        var begun = new Inbox<string>();
        var gate = new TaskCompletionSource();
        await using (var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers.OnCommand<string>("pay", (_, _) =>
            {
                begun.Add("pay");
                return gate.Task;
            }),
            options => options.DrainTimeout = TimeSpan.FromMilliseconds(100), log: _log))
        {
            await billing.Bus.SendCommandAsync("billing", "pay", Secret);
            await begun.NextAsync();
        }

        gate.SetResult();
        await LookAtHeadersAsync(broker);
        await AssertNothingSaidAsync();
    }

    [Fact]
    public async Task Should_say_nothing_of_a_query_or_its_answer()
    {
        using var spans = Listen();
        await using var broker = new InMemoryBroker();
        await using (var billing = await TestService.StartAsync(
            "billing", broker, handlers => handlers
                .OnQuery<string>("fail", (_, _) => throw new InvalidOperationException("on purpose"))
                .OnQuery<string>("odd", (_, _) => Task.FromResult<object?>(Secret)), log: _log))
        {
            _said.Enqueue((await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<string>("billing", "fail", Secret))).ToString());
            _said.Enqueue((await Assert.ThrowsAnyAsync<Exception>(() => billing.Bus.AskAsync<int>("billing", "odd", Secret))).ToString());
            _said.Enqueue((await Assert.ThrowsAsync<RemoteFailureException>(() => billing.Bus.AskAsync<string>("billing", "nobody", Secret))).ToString());
        }

        await AssertNothingSaidAsync();
    }

    [Theory]
    [InlineData("application/json", $$"""{"amount":"{{Secret}}"}""")]
    [InlineData("application/json", $"{{\"{Secret}\":1}}")]
    [InlineData("application/json", $"{Secret}")]
    [InlineData("text/plain", Secret)]
    public async Task Should_say_nothing_of_a_body_that_cannot_be_read(string mediaType, string body)
    {
        await using var broker = new InMemoryBroker();
        await using (var billing = await TestService.StartAsync("billing", broker, handlers => handlers.OnCommand<Payment>("pay", (_, _) => Task.CompletedTask), log: _log))
        {
            await billing.Bus.SendCommandAsync("billing", "pay", body, mediaType);
            Note(await billing.NextDeadLetterAsync());
        }

        await AssertNothingSaidAsync();
    }

    [Fact]
    public async Task Should_say_nothing_of_a_raw_message()
    {
        await using var broker = new InMemoryBroker();
        await using (var shop = await TestService.StartAsync("shop", broker, _ => { }, log: _log))
        {
            var raw = shop.Service.Raw;
            await raw.Routing("jobs").Bind("jobs").PublishAsync(Secret);
            await raw.Queue("jobs").Callback<string>((_, _) => throw new InvalidOperationException("on purpose")).ConsumeAsync(multiple: false);
            await raw.Routing("jobs").PublishAsync(Secret);
            await raw.Queue("jobs").Callback<int[]>((_, _) => Task.CompletedTask).ConsumeAsync(multiple: false);
        }

        await LookAtHeadersAsync(broker);
        await AssertNothingSaidAsync();
    }

    [Fact]
    public async Task Should_say_nothing_of_what_the_actor_is_told_to_send()
    {
        await using var broker = new InMemoryBroker();
        await using (var shop = await TestService.StartAsync("shop", broker, _ => { }, log: _log))
        {
            shop.Service.DistributedActor.Tell(
                new SendCommand("nobody", "pay", new Payment(7, Secret)) { Metadata = Messages.Metadata.Empty.With("note", Secret) }, Akka.Actor.ActorRefs.NoSender);
            _said.Enqueue(await _log.NextAsync(entry => entry.Contains("SendCommand 'pay' to 'nobody' failed", StringComparison.Ordinal)));
        }

        await AssertNothingSaidAsync();
    }

    private static void Add(ConcurrentQueue<string> said, Activity span)
    {
        said.Enqueue($"{span.DisplayName} {span.StatusDescription}");
        foreach (var tag in span.TagObjects) said.Enqueue($"{tag.Key}={tag.Value}");
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ActorBusDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Add(_said, span),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Of all messages that are left on the broker, such as those that wait for a retry.</summary>
    private async Task LookAtHeadersAsync(InMemoryBroker broker)
    {
        foreach (var queue in await broker.Control.ListQueuesAsync())
        {
            foreach (var left in await broker.Control.PeekAsync(queue.Name)) Note(left.Message);
        }
    }

    private void Note(BrokerMessage message) =>
        _said.Enqueue($"{message with { Body = default }} {string.Join(' ', message.Headers.Select(header => $"{header.Key}={header.Value}"))}");

    private async Task AssertNothingSaidAsync()
    {
        while (_log.Waiting > 0) _said.Enqueue(await _log.NextAsync());
        Assert.NotEmpty(_said);
        Assert.DoesNotContain(_said, text => text.Contains(Secret, StringComparison.Ordinal));
    }

    private sealed record Payment(int Amount, string? Note = null);
}
