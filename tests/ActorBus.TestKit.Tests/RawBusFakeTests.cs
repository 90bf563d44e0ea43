using ActorBus.Brokers;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;

namespace ActorBus.TestKit.Tests;

public sealed class RawBusFakeTests
{
    private readonly RawBusFake _bus = new(new RawBusOptions { AppName = "Shipping App" });

    [Fact]
    public async Task AssertConsuming_LooksForQueueTimeoutAndMultiplicity()
    {
        Assert.Equal("The queue [jobs] has no consumer", Failure(() => _bus.AssertConsuming("jobs")));

        await _bus.Queue("jobs").Callback<string>(Ack).ConsumeAsync(TimeSpan.FromSeconds(5), multiple: false);

        _bus.AssertConsuming("jobs");
        _bus.AssertConsuming("jobs", TimeSpan.FromSeconds(5), multiple: false);
        Assert.Equal("The queue [jobs] does not match consumer timeout", Failure(() => _bus.AssertConsuming("jobs", TimeSpan.FromSeconds(6))));
        Assert.Equal("The queue [jobs] does not match consumer multiplicity", Failure(() => _bus.AssertConsuming("jobs", multiple: true)));
    }

    [Fact]
    public async Task AssertConsumingEvent_LooksForTheEvent()
    {
        Assert.Equal("No event consumer for [payment.done] event", Failure(() => _bus.AssertConsumingEvent("payment.done")));

        await _bus.Events("payment.done").Callback<string>(Ack).ConsumeAsync();

        _bus.AssertConsumingEvent("payment.done", multiple: true);
        _bus.AssertConsuming("payment.done.shipping.app");
        Assert.Equal(
            "The queue [payment.done.shipping.app] does not match consumer timeout",
            Failure(() => _bus.AssertConsumingEvent("payment.done", TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public async Task AssertPublished_ComparesKeyAndBody_AndEventsAreOthers()
    {
        await _bus.Routing("orders").PublishAsync(new { id = 7, tags = new[] { "a" } });
        await _bus.DispatchAsync("orders", new { id = 8 });

        _bus.AssertPublished("orders", new { tags = new[] { "a" }, id = 7 });
        Assert.StartsWith("No message published in [orders] with body", Failure(() => _bus.AssertPublished("orders", new { id = 8 })), StringComparison.Ordinal);
        Assert.StartsWith("No message published in [other] with body", Failure(() => _bus.AssertPublished("other", new { id = 7 })), StringComparison.Ordinal);
        Assert.Equal(["pigeon", "event"], _bus.Published.Select(message => message.Exchange));
    }

    [Fact]
    public async Task AssertDispatched_AndItsOpposites_CompareNameAndBody()
    {
        _bus.AssertNothingDispatched();
        _bus.AssertNotDispatched("payment.done", new { id = 7 });

        await _bus.DispatchAsync("payment.done", new { id = 7 }, new Dictionary<string, object?> { ["auth_user"] = 5 });

        _bus.AssertDispatched("payment.done", new { id = 7 });
        _bus.AssertDispatchCount(1);
        Assert.Equal("""Event [payment.done] emitted with body: {"id":7}""", Failure(() => _bus.AssertNotDispatched("payment.done", new { id = 7 })));
        Assert.StartsWith("No event [payment.done] emitted with body", Failure(() => _bus.AssertDispatched("payment.done", new { id = 8 })), StringComparison.Ordinal);
        Assert.Equal("1 events were emitted, not 0: [payment.done]", Failure(_bus.AssertNothingDispatched));
        Assert.Equal(5L, Assert.Single(_bus.Published).Message.Headers["auth_user"]);
    }

    [Fact]
    public async Task DispatchAsync_RefusesAnEmptyBody_AsTheRealOne()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _bus.DispatchAsync("payment.done", new { }));

        _bus.AssertNothingDispatched();
    }

    [Fact]
    public async Task DispatchConsumerAsync_RunsTheCallbackWithAResolverThatWorks()
    {
        Assert.Equal("The queue [jobs] has no consumer", await FailureAsync(() => _bus.DispatchConsumerAsync("jobs", "body")));
        await _bus.Queue("jobs").Callback<string>(async (body, delivery) =>
        {
            if (body == "leave") return;
            Assert.True(await delivery.ReplyAsync(new { answer = body }));
            Assert.Equal((SettleResult.Settled, SettleResult.AlreadySettled), (delivery.Ack(), delivery.Reject()));
        }).ConsumeAsync();

        Assert.Equal(Settlement.Ack, await _bus.DispatchConsumerAsync("jobs", "one", new RawProperties { ReplyTo = "answers" }));
        Assert.Null(await _bus.DispatchConsumerAsync("jobs", "leave"));

        _bus.AssertPublished("answers", new { answer = "one" });
    }

    [Fact]
    public async Task DispatchListenerAsync_RunsWhoListens_ByNameOrPattern()
    {
        Assert.Equal("The event [payment.done] has no listeners", await FailureAsync(() => _bus.DispatchListenerAsync("payment.done", "body")));
        List<(string Category, string Body)> got = [];
        await _bus.Events("payment.done").Callback<string>((body, delivery) => Note(delivery, body)).ConsumeAsync();
        await _bus.Events("#").Callback<string>((body, delivery) => Note(delivery, body)).ConsumeAsync();
        await _bus.Events("order.*").Callback<string>((body, delivery) => Note(delivery, body)).ConsumeAsync();

        Assert.Equal([Settlement.Ack, Settlement.Ack], await _bus.DispatchListenerAsync("payment.done", "body"));

        Assert.Equal([("payment.done", "body"), ("payment.done", "body")], got);

        Task Note(RawDelivery delivery, string body)
        {
            got.Add(((string)delivery.Header("category")!, body));
            return Ack(body, delivery);
        }
    }

    [Fact]
    public async Task DispatchConsumerAsync_TakesTheRealFailurePath()
    {
        await _bus.Queue("jobs").Callback<string>((_, _) => throw new InvalidOperationException("on purpose")).ConsumeAsync();
        Assert.Equal(Settlement.Reject, await _bus.DispatchConsumerAsync("jobs", "a secret"));
        Assert.Contains(_bus.Log, entry => entry.Contains("on purpose", StringComparison.Ordinal) && entry.StartsWith("Error: ", StringComparison.Ordinal));
        Assert.DoesNotContain(_bus.Log, entry => entry.Contains("a secret", StringComparison.Ordinal));

        Exception? seen = null;
        await _bus.Queue("jobs").Callback<int[]>((_, _) => Task.CompletedTask).Fallback((error, delivery) =>
        {
            seen = error;
            delivery.Reject(requeue: true);
            return Task.CompletedTask;
        }).ConsumeAsync();
        Assert.Equal(Settlement.Requeue, await _bus.DispatchConsumerAsync("jobs", "no numbers"));
        Assert.IsType<MessageConversionException>(seen);

        var strict = new RawBusFake(new RawBusOptions { AppName = "shop", OnFailure = FailureAction.Throw });
        await strict.Queue("jobs").Callback<string>((_, _) => throw new InvalidOperationException("on purpose")).ConsumeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => strict.DispatchConsumerAsync("jobs", "body"));
    }

    private static Task Ack(string body, RawDelivery delivery)
    {
        delivery.Ack();
        return Task.CompletedTask;
    }

    private static string Failure(Action assertion) => Assert.Throws<RawAssertionException>(assertion).Message;

    private static async Task<string> FailureAsync(Func<Task> assertion) => (await Assert.ThrowsAsync<RawAssertionException>(assertion)).Message;
}
