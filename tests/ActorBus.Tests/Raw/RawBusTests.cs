using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.InMemory;
using ActorBus.Raw;
using ActorBus.Recovery;
using ActorBus.Serialization;
using ActorBus.Testing;
using ActorBus.Tests.Distribution;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Raw;

public sealed class RawBusTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly InMemoryBroker _broker = new();
    private readonly List<TestService> _services = [];
    private readonly CancellationTokenSource _stop = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        await _broker.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Events_declares_a_queue_of_the_application_and_consumes_it()
    {
        var bus = await StartAsync("Shipping App");
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consuming = ConsumeAsync(bus.Events("payment.purchase.done").Callback<string>(Ack(got)));
        await DeclaredAsync("payment.purchase.done.shipping.app");

        await bus.DispatchAsync("payment.purchase.done", new { purchase = 7 }, new Dictionary<string, object?> { ["auth_user"] = 5, ["device.os"] = "ios" });

        var (body, delivery) = await got.NextAsync();
        Assert.Equal("""{"purchase":7}""", body);
        Assert.Equal(("event", "payment.purchase.done"), (delivery.Exchange, delivery.RoutingKey));
        Assert.Equal("payment.purchase.done", delivery.Header("category"));
        Assert.Equal(5L, delivery.Header("auth_user"));
        Assert.Equal("ios", ((Dictionary<string, object>)delivery.Header("device")!)["os"]);
        Assert.Null(delivery.Header("nothing"));
        await StopAsync(consuming);
        Assert.Equal(0, await ReadyAsync("payment.purchase.done.shipping.app"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(new int[0])]
    public async Task DispatchAsync_refuses_an_empty_body_before_anything_is_declared(object body)
    {
        var bus = await StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => bus.DispatchAsync("payment.done", body));

        Assert.StartsWith("The event 'payment.done' was not published: its body is empty.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DispatchAsync_refuses_an_object_without_anything_in_it()
    {
        var bus = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => bus.DispatchAsync("payment.done", new { }));
        await Assert.ThrowsAsync<ArgumentException>(() => bus.DispatchAsync("payment.done", new Dictionary<string, object>()));
    }

    [Fact]
    public async Task Events_refuses_a_pattern_that_no_broker_honours()
    {
        var bus = await StartAsync();

        Assert.Contains("mixes a wildcard with text", Assert.Throws<ArgumentException>(() => bus.Events("payment*")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_adds_headers_to_all_that_is_published_and_leaves_the_first_bus_alone()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", Headers = new Dictionary<string, object?> { ["tenant"] = "acme", ["os"] = "ios" } });
        await DeclareAsync(new QueueDeclaration("jobs"));
        var calls = 0;

        var other = bus.With(new Dictionary<string, object?> { ["tenant"] = "umbrella", ["call"] = (Func<object?>)(() => ++calls) });
        await other.Exchange("", "jobs").PublishAsync("one");
        await other.Exchange("", "jobs").Header("tenant", "own").PublishAsync("two");
        await bus.Exchange("", "jobs").PublishAsync("three");

        var headers = (await _broker.Control.PeekAsync("jobs")).Select(one => one.Message.Headers).ToArray();
        Assert.Equal(("umbrella", "ios", 1L), (headers[0]["tenant"], headers[0]["os"], headers[0]["call"]));
        Assert.Equal(("own", 2L), (headers[1]["tenant"], headers[1]["call"]));
        Assert.Equal(("acme", false), (headers[2]["tenant"], headers[2].ContainsKey("call")));
    }

    [Fact]
    public async Task A_callback_that_takes_the_body_only_acknowledges_when_it_has_succeeded()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", OnFailure = FailureAction.Requeue });
        await PublishAsync(bus, "one", "two");
        var got = new List<string>();
        var consumer = bus.Queue("jobs").Callback((string body) =>
        {
            got.Add(body);
            return body == "two" ? Task.FromException(new InvalidOperationException("not this one")) : Task.CompletedTask;
        });

        await consumer.ConsumeAsync(Soon, multiple: false);
        await consumer.ConsumeAsync(Soon, multiple: false);

        Assert.Equal(["one", "two"], got);
        Assert.Equal("two", Text(Assert.Single(await _broker.Control.PeekAsync("jobs"))));
    }

    [Fact]
    public async Task DispatchAsync_to_nobody_is_no_error_and_its_headers_cannot_change_the_category()
    {
        var bus = await StartAsync();
        await bus.DispatchAsync("payment.done", "nobody");
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consuming = ConsumeAsync(bus.Events().Callback<string>(Ack(got)));
        await DeclaredAsync("#.shop");

        await bus.DispatchAsync("payment.done", "one", new Dictionary<string, object?> { ["category"] = "forged" });

        var (body, delivery) = await got.NextAsync();
        Assert.Equal("one", body);
        Assert.Equal("payment.done", delivery.Header("category"));
        await StopAsync(consuming);
    }

    [Fact]
    public async Task PublishAsync_fills_in_the_defaults_and_keeps_what_is_given()
    {
        var calls = 0;
        var bus = await StartAsync(options: new RawBusOptions
        {
            AppName = "shop",
            Headers = new Dictionary<string, object?> { ["tenant"] = "acme", ["call"] = (Func<object?>)(() => ++calls), ["device.os"] = "ios" },
        });
        var publisher = bus.Routing("orders").Bind("orders");

        await publisher.Header("tenant", "umbrella").Header("device.id", 1).PublishAsync(new { id = 1 }, new RawProperties { Priority = 10 });
        await publisher.PublishAsync(new { id = 2 });
        await publisher.PublishAsync(new { id = 3 }, new RawProperties { Headers = new Dictionary<string, object?> { ["only"] = true } });

        var messages = (await _broker.Control.PeekAsync("orders")).Select(one => one.Message).ToArray();
        Assert.All(messages, message => Assert.Equal(
            ("application/json", "utf8", "shop", TimeSpan.FromMilliseconds(60_000_000), true),
            (message.ContentType, message.ContentEncoding, message.AppId, message.Expiration!.Value, message.Persistent)));
        Assert.Equal(3, messages.Select(message => Guid.Parse(message.CorrelationId!)).Distinct().Count());
        Assert.Equal((byte)10, messages[0].Priority);
        Assert.Equal("umbrella", messages[0].Headers["tenant"]);
        Assert.Equal(["id", "os"], ((Dictionary<string, object>)messages[0].Headers["device"]).Keys.Order());
        Assert.Equal(("acme", 2L), (messages[1].Headers["tenant"], messages[1].Headers["call"]));
        Assert.Equal(["only"], messages[2].Headers.Keys);
    }

    [Fact]
    public async Task PublishAsync_that_no_queue_takes_is_a_clear_error()
    {
        var bus = await StartAsync();

        var error = await Assert.ThrowsAsync<DeliveryFailedException>(() => bus.Exchange("", "nobody").PublishAsync("one"));

        Assert.Equal(PublishStatus.Returned, error.Status);
        Assert.Contains("routing key 'nobody'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publisher_and_consumer_by_name_are_those_of_the_options()
    {
        var bus = await StartAsync(options: new RawBusOptions
        {
            AppName = "shop",
            Publishers = new Dictionary<string, RawPublisherOptions> { ["invoices"] = new() { RoutingKey = "jobs", RoutingKeyHeader = "to.queue", Persistent = false } },
            Consumers = new Dictionary<string, RawConsumerOptions> { ["jobs"] = new() { Queue = "jobs" }, ["all"] = new() { Events = "#" } },
        });
        await DeclareAsync(new QueueDeclaration("jobs"), new QueueDeclaration("others"));

        await bus.Publisher("invoices").PublishAsync("one");
        await bus.Publisher("invoices").Header("to.queue", "others").PublishAsync("two");

        var got = new List<string>();
        await bus.Consumer("jobs").Callback((string body) =>
        {
            got.Add(body);
            return Task.CompletedTask;
        }).ConsumeAsync(Soon, multiple: false);
        Assert.Equal(["one"], got);
        var other = Assert.Single(await _broker.Control.PeekAsync("others"));
        Assert.Equal(("two", false), (Text(other), other.Message.Persistent));
        Assert.Equal("#.shop", bus.Consumer("all").QueueName);
        await Assert.ThrowsAsync<ArgumentException>(() => bus.Publisher("invoices").Header("to.queue", true).PublishAsync("three"));
        Assert.Contains("no raw publisher 'bills'; it has 'invoices'", Assert.Throws<ActorBusException>(() => bus.Publisher("bills")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consumer_by_name_whose_queue_is_missing_says_so()
    {
        var bus = await StartAsync(options: new RawBusOptions
        {
            AppName = "shop",
            Consumers = new Dictionary<string, RawConsumerOptions> { ["jobs"] = new() { Queue = "nowhere" } },
        });

        var error = await Assert.ThrowsAsync<BrokerException>(() => bus.Consumer("jobs").Callback((string _) => Task.CompletedTask).ConsumeAsync(Soon));

        Assert.Contains("queue 'nowhere' cannot be consumed: it does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("no raw publisher 'bills'; it has none", Assert.Throws<ActorBusException>(() => bus.Publisher("bills")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsumeAsync_times_out_when_nothing_comes()
    {
        var bus = await StartAsync();
        var consumer = bus.Queue("jobs", queue => queue).Callback<string>((_, _) => Task.CompletedTask);

        var error = await Assert.ThrowsAsync<TimeoutException>(() => consumer.ConsumeAsync(TimeSpan.FromMilliseconds(1), multiple: false));

        Assert.Contains("queue 'jobs' within", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsumeAsync_without_a_time_waits_for_ever()
    {
        var bus = await StartAsync();
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consuming = bus.Queue("jobs", queue => queue).Callback<string>(Ack(got)).ConsumeAsync(TimeSpan.Zero, multiple: false);
        await Task.WhenAny(consuming, DeclaredAsync("jobs"));

        await bus.Exchange("", "jobs").PublishAsync("late");

        await consuming;
        Assert.Equal("late", (await got.NextAsync()).Body);
    }

    [Theory]
    [InlineData("graves", null)]
    [InlineData("graves", "dead")]
    [InlineData(null, null)]
    public async Task A_declared_queue_has_the_dead_letter_target_of_the_options_and_no_delivery_limit(string? exchange, string? routingKey)
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", DeadLetterExchange = exchange, DeadLetterRoutingKey = routingKey });
        await PublishAsync(bus, "one");

        var declared = Assert.Single(await _broker.Control.ListQueuesAsync(), queue => queue.Name == "jobs").Declaration;

        Assert.Equal(new QueueDeclaration("jobs") { DeadLetterExchange = exchange, DeadLetterRoutingKey = routingKey }, declared);
    }

    [Fact]
    public async Task A_dead_letter_routing_key_without_an_exchange_is_a_fault_at_start()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => StartAsync(options: new RawBusOptions { AppName = "shop", DeadLetterRoutingKey = "dead" }));

        Assert.Contains("Raw.DeadLetterRoutingKey is 'dead', and no exchange is named", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsumeAsync_of_one_handles_one_and_gives_the_other_back()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", Prefetch = 10 });
        await PublishAsync(bus, "one", "two");

        await bus.Queue("jobs").Callback<string>((_, delivery) => Settled(delivery.Ack())).ConsumeAsync(Soon, multiple: false);

        Assert.Equal("two", Text(Assert.Single(await _broker.Control.PeekAsync("jobs"))));
    }

    [Fact]
    public async Task ConsumeAsync_when_cancelled_lets_the_callback_finish_and_gives_the_rest_back()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", Prefetch = 10 });
        await PublishAsync(bus, "one", "two", "three");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bus.Queue("jobs").Callback<string>((_, delivery) =>
        {
            _stop.Cancel();
            return Settled(delivery.Ack());
        }).ConsumeAsync(cancellationToken: _stop.Token));

        Assert.Equal(["two", "three"], (await _broker.Control.PeekAsync("jobs")).Select(Text));
    }

    [Theory]
    [InlineData(FailureAction.Ack, 0, 0)]
    [InlineData(FailureAction.Reject, 0, 1)]
    public async Task A_callback_that_throws_is_settled_as_the_options_say(FailureAction onFailure, int left, int dead)
    {
        var bus = await StartAsync(options: new RawBusOptions
        {
            AppName = "shop",
            OnFailure = onFailure,
            DeadLetterExchange = "",
            DeadLetterRoutingKey = "dead",
        });
        await DeclareAsync(new QueueDeclaration("dead"));
        await PublishAsync(bus, "bad", "good");
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consuming = ConsumeAsync(bus.Queue("jobs").Callback<string>((body, delivery) => body == "bad" ? throw new InvalidOperationException(body) : Ack(got)(body, delivery)));

        Assert.Equal("good", (await got.NextAsync()).Body);
        await StopAsync(consuming);
        Assert.Equal((left, dead), (await ReadyAsync("jobs"), await ReadyAsync("dead")));
    }

    [Fact]
    public async Task A_callback_that_throws_ends_the_consumer_when_the_options_say_so()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", OnFailure = FailureAction.Throw });
        await PublishAsync(bus, "bad");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            bus.Queue("jobs").Callback<string>((_, _) => throw new InvalidOperationException("bad")).ConsumeAsync(Soon));

        Assert.True(Assert.Single(await _broker.Control.PeekAsync("jobs")).Returns > 0);
    }

    [Fact]
    public async Task A_callback_that_settled_and_then_threw_settles_once()
    {
        var bus = await StartAsync(options: new RawBusOptions { AppName = "shop", OnFailure = FailureAction.Requeue });
        await PublishAsync(bus, "one");

        await bus.Queue("jobs").Callback<string>((_, delivery) =>
        {
            delivery.Ack();
            throw new InvalidOperationException("too late");
        }).ConsumeAsync(Soon, multiple: false);

        Assert.Equal(0, await ReadyAsync("jobs"));
    }

    [Fact]
    public async Task What_is_rejected_can_be_seen_although_the_service_has_no_handlers()
    {
        var service = await TestService.StartAsync("shop", _broker, _ => { });
        _services.Add(service);
        var bus = service.Service.Raw;
        await bus.Queue("jobs", queue => queue).Callback<string>((_, _) => Task.CompletedTask).ConsumeAsync(TimeSpan.FromMilliseconds(1))
            .ContinueWith(consumed => Assert.IsType<TimeoutException>(consumed.Exception!.InnerException), TaskScheduler.Default);
        await bus.Exchange("", "jobs").PublishAsync("bad");

        await bus.Queue("jobs").Callback<string>((_, delivery) => Settled(delivery.Reject(requeue: false))).ConsumeAsync(Soon, multiple: false);
        await _broker.Control.WaitUntilIdleAsync();

        Assert.Equal("jobs", Assert.Single((await service.Service.DeadLetters.ListAsync()).Entries).Name);
    }

    [Fact]
    public async Task A_fallback_gets_what_the_callback_threw_and_what_cannot_be_read_and_settles()
    {
        var bus = await StartAsync();
        await PublishAsync(bus, "no number");
        Exception? seen = null;

        await bus.Queue("jobs").Callback<int[]>((_, _) => Task.CompletedTask).Fallback((error, delivery) =>
        {
            seen = error;
            return Settled(delivery.Reject(requeue: true));
        }).ConsumeAsync(Soon, multiple: false);

        Assert.IsType<MessageConversionException>(seen);
        Assert.Equal(1, await ReadyAsync("jobs"));
    }

    [Fact]
    public async Task A_fallback_that_throws_ends_the_consumer()
    {
        var bus = await StartAsync();
        await PublishAsync(bus, "one");

        await Assert.ThrowsAsync<NotSupportedException>(() => bus.Queue("jobs")
            .Callback<string>((_, _) => throw new InvalidOperationException("first"))
            .Fallback((_, _) => throw new NotSupportedException("second"))
            .ConsumeAsync(Soon));

        Assert.Equal(1, await ReadyAsync("jobs"));
    }

    [Fact]
    public async Task ReplyAsync_answers_into_the_queue_that_was_named_under_the_same_correlation_id()
    {
        var bus = await StartAsync();
        await DeclareAsync(new QueueDeclaration("jobs"), new QueueDeclaration("answers"));
        await bus.Exchange("", "jobs").PublishAsync("ask", new RawProperties { ReplyTo = "answers", CorrelationId = "question-1" });
        await bus.Exchange("", "jobs").PublishAsync("tell");
        var answered = new List<bool>();

        for (var i = 0; i < 2; i++)
        {
            await bus.Queue("jobs").Callback<string>(async (_, delivery) =>
            {
                answered.Add(await delivery.ReplyAsync(new { ok = true }));
                delivery.Ack();
            }).ConsumeAsync(Soon, multiple: false);
        }

        Assert.Equal([true, false], answered);
        var answer = Assert.Single(await _broker.Control.PeekAsync("answers"));
        Assert.Equal(("""{"ok":true}""", "question-1"), (Text(answer), answer.Message.CorrelationId));
    }

    [Fact]
    public async Task ConsumeAsync_without_a_callback_is_a_clear_error()
    {
        var bus = await StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Queue("jobs").ConsumeAsync());
    }

    [Fact]
    public async Task ConsumeAsync_goes_on_after_its_connection_was_lost()
    {
        var bus = await StartAsync();
        await PublishAsync(bus, "one");
        var got = new Inbox<(string Body, RawDelivery Delivery)>();
        var consuming = ConsumeAsync(bus.Queue("jobs").Callback<string>(Ack(got)));
        await got.NextAsync();

        await _broker.Control.CloseConnectionsAsync("the network failed");
        await bus.Exchange("", "jobs").PublishAsync("two");

        Assert.Equal("two", (await got.NextAsync()).Body);
        await StopAsync(consuming);
    }

    [Fact]
    public async Task Publishes_while_the_broker_is_down_share_one_attempt_to_connect_and_its_failure()
    {
        var (broker, time) = (new GatedBroker(_broker), new ManualTimeProvider());
        var publisher = NewBus(broker, time).Routing("jobs");

        Task[] publishes = [.. Enumerable.Range(0, 50).Select(i => publisher.PublishAsync(i))];
        var attempt = await broker.NextAttemptAsync();
        attempt.SetException(new BrokerException("out for lunch", isTransient: true));

        foreach (var publish in publishes) Assert.Equal("out for lunch", (await Assert.ThrowsAsync<BrokerException>(() => publish.WaitAsync(Soon))).Message);
        await Assert.ThrowsAsync<BrokerException>(() => publisher.PublishAsync("soon after").WaitAsync(Soon));
        Assert.Equal(1, broker.Attempts);

        time.Advance(TimeSpan.FromSeconds(1));
        var later = publisher.Bind("jobs").PublishAsync("later");
        (await broker.NextAttemptAsync()).SetResult();
        await later.WaitAsync(Soon);
        Assert.Equal(2, broker.Attempts);
    }

    [Fact]
    public async Task A_publish_that_is_cancelled_does_not_end_the_attempt_that_others_wait_for()
    {
        var broker = new GatedBroker(_broker);
        var publisher = NewBus(broker, TimeProvider.System).Routing("jobs").Bind("jobs");
        var cancelled = publisher.PublishAsync("one", cancellationToken: _stop.Token);
        var other = publisher.PublishAsync("two");
        var attempt = await broker.NextAttemptAsync();

        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Soon));
        attempt.SetResult();

        await other.WaitAsync(Soon);
        Assert.Equal(1, broker.Attempts);
        Assert.Equal("two", Text(Assert.Single(await _broker.Control.PeekAsync("jobs"))));
    }

    [Fact]
    public async Task A_publish_that_waits_for_a_connection_fails_when_the_bus_is_closed()
    {
        var broker = new GatedBroker(_broker);
        var bus = NewBus(broker, TimeProvider.System);
        var publish = bus.Routing("jobs").PublishAsync("one");
        await broker.NextAttemptAsync();

        await bus.CloseAsync().AsTask().WaitAsync(Soon);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => publish.WaitAsync(Soon));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => bus.Routing("jobs").PublishAsync("two").WaitAsync(Soon));
    }

    private static string Text(PeekedMessage message) => Encoding.UTF8.GetString(message.Message.Body.Span);

    private static Task Settled(SettleResult result)
    {
        Assert.Equal(SettleResult.Settled, result);
        return Task.CompletedTask;
    }

    private static Func<string, RawDelivery, Task> Ack(Inbox<(string Body, RawDelivery Delivery)> got) => (body, delivery) =>
    {
        delivery.Ack();
        got.Add((body, delivery));
        return Task.CompletedTask;
    };

    private async Task<IRawBus> StartAsync(string app = "shop", RawBusOptions? options = null)
    {
        var service = await TestService.StartAsync(
            "shop", _broker, _ => { }, configured => configured.Raw = options ?? new RawBusOptions { AppName = app });
        _services.Add(service);
        return service.Service.Raw;
    }

    private Task ConsumeAsync(RawConsumer consumer) => consumer.ConsumeAsync(cancellationToken: _stop.Token);

    private async Task StopAsync(Task consuming)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming);
    }

    private async Task DeclareAsync(params QueueDeclaration[] queues)
    {
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await connection.DeclareAsync(new Topology { Queues = queues });
    }

    private async Task PublishAsync(IRawBus bus, params string[] bodies)
    {
        foreach (var body in bodies) await bus.Routing("jobs").Bind("jobs").PublishAsync(body);
    }

    private async Task<int> ReadyAsync(string queue) => (await _broker.Control.ListQueuesAsync()).Single(one => one.Declaration.Name == queue).Ready;

    private async Task DeclaredAsync(string queue)
    {
        using var limit = new CancellationTokenSource(Soon);
        while (!(await _broker.Control.ListQueuesAsync()).Any(one => one.Declaration.Name == queue && one.Consumers > 0))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static RawBus NewBus(IBroker broker, TimeProvider time) =>
        new(broker, MessageConverters.Default, new RawBusOptions { AppName = "shop" }, NullLogger.Instance, time);

    /// <summary>A broker to which nobody connects before a test says so.</summary>
    private sealed class GatedBroker(IBroker broker) : IBroker
    {
        private readonly Inbox<TaskCompletionSource> _attempts = new();
        private int _count;

        public string Name => broker.Name;

        public string Address => broker.Address;

        public int Attempts => Volatile.Read(ref _count);

        public Task<TaskCompletionSource> NextAttemptAsync() => _attempts.NextAsync();

        public async Task<IBrokerConnection> ConnectAsync(
            ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _count);
            var attempt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _attempts.Add(attempt);
            await attempt.Task.WaitAsync(cancellationToken);
            return await broker.ConnectAsync(purpose, onEvent, cancellationToken);
        }

        public ValueTask DisposeAsync() => default;
    }
}
