using ActorBus.Brokers;
using ActorBus.Handlers;
using ActorBus.InMemory;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Distribution;

public sealed class When_a_handler_logs
{
    private readonly FakeLogCollector _entries = new(Microsoft.Extensions.Options.Options.Create(new FakeLogCollectorOptions()));

    [Fact]
    public async Task Should_know_of_which_delivery()
    {
        await using var broker = new InMemoryBroker();
        var tries = 0;
        await using var billing = await StartAsync(broker, handlers => handlers.On(Handle.Command(
            "pay",
            async (string amount, ILogger<When_a_handler_logs> log) =>
            {
                log.LogInformation("At once");
                await Task.Yield();
                log.LogInformation("Later");
                if (++tries == 1) throw new InvalidOperationException("on purpose");
            }) with
        { Name = "payments", FailurePolicy = new FailurePolicy { ImmediateRetries = 1, DelayedRetries = [] } }));

        await billing.Distributed.SendCommandAsync("billing", "pay", "seven");
        await billing.StopAsync(TimeSpan.FromSeconds(20));

        var logged = _entries.GetSnapshot().Where(entry => entry.Category == typeof(When_a_handler_logs).FullName).ToArray();
        Assert.Equal(["At once", "Later", "At once", "Later"], logged.Select(entry => entry.Message));
        Assert.Equal(["1", "1", "2", "2"], logged.Select(entry => Scope(entry)["Attempt"]));
        foreach (var entry in logged)
        {
            var scope = Scope(entry);
            Assert.Equal(
                ["Attempt", "Broker", "CorrelationId", "Handler", "MessageId", "MessageName", "Queue", "Service"], scope.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(("billing", "default", "billing", "payments", "pay"), (scope["Service"], scope["Broker"], scope["Queue"], scope["Handler"], scope["MessageName"]));
            Assert.Equal(scope["CorrelationId"], scope["MessageId"]);
        }

        var retried = Assert.Single(_entries.GetSnapshot(), entry => entry.Id.Name == "RetriedAtOnce");
        Assert.Equal(("ActorBus.Delivery", Scope(logged[0])["MessageId"]), (retried.Category, retried.GetStructuredStateValue("MessageId")));
    }

    [Fact]
    public async Task Should_not_give_its_scope_to_the_next_message_of_the_same_routee()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(
            broker, handlers => handlers.On(Handle.Command("pay", (string amount, ILogger<When_a_handler_logs> log) => log.LogInformation("{Amount}", amount)) with { Concurrency = 1 }));

        await billing.Distributed.SendCommandAsync("billing", "pay", "from outside");
        await billing.StopConsumingAsync(TimeSpan.FromSeconds(20));
        await billing.Local.Commands.DispatchAsync("from here", new DispatchOptions { MessageName = "pay" });

        var logged = _entries.GetSnapshot().Where(entry => entry.Category == typeof(When_a_handler_logs).FullName).ToArray();
        Assert.Equal(["from outside", "from here"], logged.Select(entry => entry.Message));
        Assert.NotEmpty(logged[0].Scopes);
        Assert.Empty(logged[1].Scopes);
    }

    [Theory]
    [InlineData(FailureAction.Retry)]
    [InlineData(FailureAction.Ack)]
    [InlineData(FailureAction.Reject)]
    [InlineData(FailureAction.Requeue)]
    [InlineData(FailureAction.Resend)]
    [InlineData(FailureAction.Throw)]
    public async Task Should_find_what_it_threw_in_the_log_whatever_the_policy_says(FailureAction action)
    {
        await using var broker = new InMemoryBroker();
        var tries = 0;
        await using var billing = await StartAsync(broker, handlers => handlers.On(Handle.Command("pay", (string amount) =>
        {
            if (++tries == 1) throw new InvalidOperationException("on purpose");
        }) with
        { Name = "payments", FailurePolicy = new FailurePolicy { Action = action, ImmediateRetries = 1, DelayedRetries = [] } }));

        await billing.Distributed.SendCommandAsync("billing", "pay", "seven");
        await broker.Control.WaitUntilIdleAsync();
        await billing.StopAsync(TimeSpan.FromSeconds(20));

        var entry = Assert.Single(_entries.GetSnapshot(), entry => entry.Exception is InvalidOperationException { Message: "on purpose", StackTrace: not null });
        Assert.InRange(entry.Level, LogLevel.Warning, LogLevel.Error);
        Assert.Equal("payments", entry.GetStructuredStateValue("Handler"));
        Assert.False(string.IsNullOrEmpty(entry.GetStructuredStateValue("MessageId")));
    }

    [Theory]
    [InlineData("rabbitmq", 8, true)]
    [InlineData("rabbitmq", 7, false)]
    [InlineData("inmemory", 8, false)]
    public async Task Should_be_warned_of_at_the_start_when_its_tries_take_longer_than_the_broker_waits(string kind, int minutes, bool isWarned)
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(new Named(broker, kind), handlers => handlers.On(Handle.Command("pay", (string amount) => { }) with
        { Name = "payments", Timeout = TimeSpan.FromMinutes(minutes), FailurePolicy = new FailurePolicy { ImmediateRetries = 3 } }));

        var warned = _entries.GetSnapshot().Where(entry => entry.Id.Name == "HandlerMayTakeTooLong").ToArray();

        Assert.Equal(isWarned, warned.Length == 1);
        if (isWarned) Assert.Contains("'payments'", warned[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_find_what_it_threw_in_the_log_when_it_is_a_query()
    {
        await using var broker = new InMemoryBroker();
        await using var billing = await StartAsync(broker, handlers => handlers.On(Handle.Query("ask", int (string _) => throw new InvalidOperationException("on purpose")) with
        { FailurePolicy = new FailurePolicy { ImmediateRetries = 0, DelayedRetries = [] } }));

        await Assert.ThrowsAsync<ActorBus.Distribution.RemoteFailureException>(() => billing.Distributed.AskAsync<int>("billing", "ask", "?"));

        Assert.Single(_entries.GetSnapshot(), entry => entry.Exception is InvalidOperationException { Message: "on purpose" });
    }

    private static Dictionary<string, string?> Scope(FakeLogRecord entry) =>
        Assert.IsAssignableFrom<IReadOnlyList<KeyValuePair<string, object?>>>(Assert.Single(entry.Scopes))
            .ToDictionary(property => property.Key, property => property.Value?.ToString());

    private async Task<ActorBusService> StartAsync(IBroker broker, Action<TestHandlers> handlers)
    {
        var all = new TestHandlers();
        handlers(all);
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_entries)).SetMinimumLevel(LogLevel.Trace));
        return await ActorBusService.StartAsync(
            Akka.Actor.ActorSystem.Create("test", "akka.loglevel = OFF"), broker, new HandlerRegistry(all.All), services.BuildServiceProvider(),
            new BusRuntimeOptions(), new ActorBus.Distribution.DistributionOptions { ServiceName = "billing" });
    }

    /// <summary>An in-memory broker under another name.</summary>
    private sealed class Named(InMemoryBroker broker, string name) : IBroker
    {
        public string Name => name;

        public string Address => broker.Address;

        public Task<IBrokerConnection> ConnectAsync(ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default) =>
            broker.ConnectAsync(purpose, onEvent, cancellationToken);

        public ValueTask DisposeAsync() => default;
    }
}
