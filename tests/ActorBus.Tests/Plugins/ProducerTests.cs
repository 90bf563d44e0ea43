using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class ProducerTests
{
    private readonly Producer _producer = new();

    [Fact]
    public async Task MessageProducerPlugin_OnCommands_WinsOverARouter()
    {
        var ran = false;
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new MessageProducerPlugin(_producer));
        buses.Commands.Attach(new CommandRouter().Route("a").To((string _) => { ran = true; }));

        await buses.Commands.DispatchAsync("a");

        Assert.Equal(["a"], _producer.Produced);
        Assert.False(ran);
    }

    [Fact]
    public async Task MessageProducerPlugin_OnEvents_LeavesTheListenersAlone()
    {
        var ran = false;
        await using var buses = await RunningBuses.StartAsync(Handle.Event("a", (string _) => { ran = true; }));
        buses.Events.Attach(new MessageProducerPlugin(_producer));

        await buses.Events.DispatchAsync("a");

        Assert.Equal(["a"], _producer.Produced);
        Assert.True(ran);
    }

    [Fact]
    public async Task MessageProducerPlugin_OnQueries_GetsTheAnswerToSettle()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Queries.Attach(new MessageProducerPlugin(_producer));

        Assert.Equal("answer", await buses.Queries.DispatchAsync<string>("a"));
        var error = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<string>("refuse"));

        Assert.IsType<NotSupportedException>(error.InnerException);
    }

    [Fact]
    public async Task AsyncSwitchRouter_AsynchronousMessage_GoesToTheProducerOnceAndThenToItsHandler()
    {
        List<AsyncCommand> handled = [];
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new AsyncSwitchRouter(
            new CommandRouter().Route(typeof(AsyncCommand).ToString()).To((AsyncCommand command) => handled.Add(command)), _producer));
        var sent = new AsyncCommand(Metadata.Empty);

        await buses.Commands.DispatchAsync(sent);
        var produced = Assert.IsType<AsyncCommand>(Assert.Single(_producer.Produced));
        await buses.Commands.DispatchAsync(produced);

        Assert.Empty(sent.Metadata);
        Assert.True(produced.Metadata.Get<bool>(AsyncSwitchRouter.Mark));
        Assert.Same(produced, Assert.Single(handled));
    }

    [Fact]
    public async Task AsyncSwitchRouter_MarkedCopy_KeepsTheNameForFinalize()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new AsyncSwitchRouter(new CommandRouter(), _producer));
        string? name = null;
        object? seen = null;
        buses.Commands.AttachFinalize(context => (name, seen) = (context.MessageName, context.Message));

        await buses.Commands.DispatchAsync(new AsyncCommand(Metadata.Empty));

        Assert.Equal(typeof(AsyncCommand).ToString(), name);
        Assert.Same(_producer.Produced[0], seen);
    }

    [Fact]
    public async Task AsyncSwitchRouter_MarkAsText_DoesNotCount()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new AsyncSwitchRouter(new CommandRouter(), _producer));

        await buses.Commands.DispatchAsync(new AsyncCommand(Metadata.Empty.With(AsyncSwitchRouter.Mark, "true")));
        await buses.Commands.DispatchAsync(new AsyncCommand(null!));

        Assert.Equal(2, _producer.Produced.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AsyncSwitchRouter_WithADistributedProducer_IsHandledOnceWhateverTheBodyHolds(bool withMetadata)
    {
        var handled = new Distribution.Inbox<string>();
        var inner = new Distribution.Inbox<string>();
        Distribution.TestService? itself = null;
        await using var billing = itself = await Distribution.TestService.StartAsync("billing", new InMemory.InMemoryBroker(), handlers => handlers
            .On(Handle.Command("hidden", (HiddenCommand command) =>
            {
                handled.Add(command.Text);
                return itself!.Service.Local.Commands.DispatchAsync(new AsyncCommand(Metadata.Empty), new DispatchOptions { MessageName = "shown" });
            }))
            .On(Handle.Command("shown", (AsyncCommand command) => inner.Add(command.Metadata.GetString("user") ?? "nobody"))));
        billing.Service.Local.Commands.Attach(new AsyncSwitchRouter(
            new CommandRouter(), new DistributedMessageProducer(billing.Bus, "billing")));

        if (withMetadata)
        {
            await billing.Service.Local.Commands.DispatchAsync(
                new AsyncCommand(Metadata.Empty.With("user", "ada")), new DispatchOptions { MessageName = "shown" });
            Assert.Equal("ada", await inner.NextAsync());
        }
        else
        {
            await billing.Service.Local.Commands.DispatchAsync(new HiddenCommand("once"), new DispatchOptions { MessageName = "hidden" });
            Assert.Equal("once", await handled.NextAsync());
            Assert.Equal("nobody", await inner.NextAsync());
        }

        Assert.True(await billing.Service.StopAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((0, 0), (handled.Waiting, inner.Waiting));
    }

    [Fact]
    public async Task AsyncSwitchRouter_OnEvents_DropsTheOtherListeners()
    {
        var ran = false;
        await using var buses = await RunningBuses.StartAsync(Handle.Event(null, (AsyncCommand _) => { ran = true; }));
        buses.Events.Attach(new AsyncSwitchRouter(new EventRouter(), _producer));

        await buses.Events.DispatchAsync(new AsyncCommand(Metadata.Empty));

        Assert.Single(_producer.Produced);
        Assert.False(ran);
    }

    [Fact]
    public async Task MessageFactoryPlugin_MapWithAName_BecomesTheMessage()
    {
        var factory = new Factory();
        object? handled = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("custom-message", (object message) => { handled = message; }));
        buses.Commands.Attach(new MessageFactoryPlugin(factory));

        await buses.Commands.DispatchAsync(new Dictionary<string, object?> { ["message_name"] = "custom-message", ["payload"] = 5 });

        Assert.Equal("made of payload", handled);
    }

    [Fact]
    public async Task MessageFactoryPlugin_MapOfTexts_BecomesTheMessage()
    {
        object? handled = null;
        await using var buses = await RunningBuses.StartAsync(Handle.Command("custom-message", (object message) => { handled = message; }));
        buses.Commands.Attach(new MessageFactoryPlugin(new Factory()));

        await buses.Commands.DispatchAsync(new Dictionary<string, string> { ["message_name"] = "custom-message", ["payload"] = "5" });

        Assert.Equal("made of payload", handled);
    }

    [Fact]
    public async Task MessageFactoryPlugin_FactoryMakesNothing_SaysWhichAndOfWhat()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new MessageFactoryPlugin(new Factory()));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(
            () => buses.Commands.DispatchAsync(new Dictionary<string, object?> { ["message_name"] = "unknown", ["payload"] = 5 }));

        Assert.Contains("'unknown'", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Factory), error.InnerException.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageFactoryPlugin_MapWithoutAName_StaysAsItIs()
    {
        object? seen = null;
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new MessageFactoryPlugin(new Factory()));
        buses.Events.Attach(Phase.Route, context => seen = context.Message);
        var sent = new Dictionary<string, object?> { ["payload"] = 5 };

        await buses.Events.DispatchAsync(sent);

        Assert.Same(sent, seen);
    }

    private sealed record AsyncCommand(Metadata Metadata) : IAsyncMessage
    {
        public IAsyncMessage WithMetadata(Metadata metadata) => this with { Metadata = metadata };
    }

    private sealed record HiddenCommand(string Text) : IAsyncMessage
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public Metadata Metadata { get; init; } = Metadata.Empty;

        public IAsyncMessage WithMetadata(Metadata metadata) => this with { Metadata = metadata };
    }

    private sealed class Factory : IMessageFactory
    {
        public object Create(string messageName, IReadOnlyDictionary<string, object?> data) =>
            messageName == "unknown" ? null! : "made of " + string.Join(",", data.Keys);
    }

    private sealed class Producer : IMessageProducer
    {
        public List<object> Produced { get; } = [];

        public Task ProduceAsync(object message, QueryDeferred? answer, CancellationToken cancellationToken)
        {
            if (message is "refuse") throw new NotSupportedException("no queries");
            Produced.Add(message);
            answer?.Resolve("answer");
            return Task.CompletedTask;
        }
    }
}
