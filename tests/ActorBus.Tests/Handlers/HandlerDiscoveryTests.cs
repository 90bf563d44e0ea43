using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Tests.Handlers;

public sealed class HandlerDiscoveryTests
{
    [Fact]
    public void FromType_MarkedMethods_AreDescribed()
    {
        var handlers = HandlerDiscovery.FromType(typeof(Marked));

        var change = handlers.Single(handler => handler.Name.EndsWith(".Change", StringComparison.Ordinal));
        Assert.Equal(MessageKind.Command, change.Kind);
        Assert.Equal("billing.change", change.RoutingKey);
        Assert.Equal(typeof(string), change.MessageType);
        Assert.True(change.IsDistributed);
        Assert.Equal(3, change.Concurrency);
        Assert.Equal(TimeSpan.FromSeconds(30), change.Timeout);
        Assert.NotNull(change.PartitionKey);
        Assert.Equal($"{typeof(Marked)}.Change", change.Name);
        Assert.Contains(handlers, handler => handler is { Kind: MessageKind.Event, RoutingKey: "billing.*", IsDistributed: false });
        Assert.Contains(handlers, handler => handler is { Kind: MessageKind.Message, RoutingKey: "audit" });
        Assert.Contains(handlers, handler => handler.Kind == MessageKind.Query && handler.RoutingKey == typeof(Question).ToString());
        Assert.Equal(handlers.Count, handlers.Select(handler => handler.Name).Distinct().Count());
    }

    [Fact]
    public void FromType_NamedByTheAttribute_KeepsTheNameWhateverTheMethodIsCalled()
    {
        var handlers = HandlerDiscovery.FromType(typeof(Renamed));

        Assert.Equal(["billing-details", $"{typeof(Renamed)}.Other"], handlers.Select(handler => handler.Name));
        Assert.Contains("its name is empty", Assert.Throws<HandlerRegistrationException>(() => HandlerDiscovery.FromType(typeof(Nameless))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FromType_OverriddenAndPrivateMethodsOfABase_AreFoundAndRun()
    {
        var log = new Log();
        var handlers = HandlerDiscovery.FromType(typeof(Derived));
        await using var buses = await RunningBuses.StartAsync(new BusRuntimeOptions(), services => services.AddSingleton(log), [.. handlers]);

        await buses.Events.DispatchAsync("1", new DispatchOptions { MessageName = "e" });
        await buses.Commands.DispatchAsync("2", new DispatchOptions { MessageName = "c" });
        await buses.Commands.DispatchAsync("3", new DispatchOptions { MessageName = "d" });

        Assert.Equal(["derived 1", "private 2", "again 3"], log.Lines);
        Assert.Equal(3, handlers.Count);
        Assert.True(Assert.Single(handlers, handler => handler.RoutingKey == "e").IsDistributed);
    }

    [Fact]
    public void FromType_DelegateThatIsAsyncVoid_IsRefused()
    {
        Action<string> forgotten = async text => await Task.FromResult(text);

        Assert.Contains("async void", Assert.Throws<HandlerRegistrationException>(() => Handle.Command("x", forgotten)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromType_Mistakes_AreReportedTogether()
    {
        var error = Assert.Throws<HandlerRegistrationException>(() => HandlerDiscovery.FromType(typeof(Broken)));

        Assert.Equal(7, error.Faults.Count);
        Assert.Contains(error.Faults, fault => fault.Contains("async void", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.Contains("returns nothing", StringComparison.Ordinal));
        Assert.Contains(error.Faults, fault => fault.Contains("'soon' is not a time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invoke_AllKindsOfParameters_GetTheirValues()
    {
        var log = new Log();
        await using var buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions(), services => services.AddSingleton(log), [.. HandlerDiscovery.FromType(typeof(Parameters))]);

        await buses.Commands.DispatchAsync(
            "a", new DispatchOptions { Metadata = Metadata.Empty.With("executor", 42).With("flag", true) });

        Assert.Equal("a 42 none 7 True True a", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task Invoke_MissingHeader_SaysWhich()
    {
        await using var buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions(), services => services.AddSingleton(new Log()), [.. HandlerDiscovery.FromType(typeof(Parameters))]);

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.Contains("'executor'", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_MessageOfAnotherType_SaysBoth()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("x", (Question _) => { }));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("x"));

        Assert.Contains(typeof(Question).ToString(), error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("System.String", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ClassesFromServices_GetAScopePerMessageThatIsDisposed()
    {
        var log = new Log();
        await using var buses = await RunningBuses.StartAsync(
            new BusRuntimeOptions(),
            services => services.AddSingleton(log).AddScoped<Scoped>().AddScoped<Registered>(),
            [.. HandlerDiscovery.FromTypes([typeof(Registered), typeof(NotRegistered)])]);

        await buses.Commands.DispatchAsync("registered");
        await buses.Commands.DispatchAsync("registered");
        await buses.Commands.DispatchAsync("not-registered");

        Assert.Equal(
            ["run", "scope disposed", "run", "scope disposed", "run", "handler disposed", "scope disposed"], log.Lines);
    }

    [Theory]
    [InlineData("void")]
    [InlineData("task")]
    [InlineData("value-task")]
    [InlineData("task-of")]
    [InlineData("value-task-of")]
    [InlineData("value")]
    public async Task Invoke_EveryKindOfResult_IsAwaited(string key)
    {
        await using var buses = await RunningBuses.StartAsync([.. HandlerDiscovery.FromType(typeof(Results))]);

        await buses.Commands.DispatchAsync(key);

        Assert.Contains(key, Results.Ended);
    }

    private sealed record Question;

    private sealed class Log
    {
        public List<string> Lines { get; } = [];
    }

    private sealed class Marked
    {
        [Distributed]
        [CommandHandler("billing.change", Concurrency = 3, Timeout = "30s", PartitionKey = "person")]
        public static void Change(string command) => _ = command;

        [EventHandler("billing.*")]
        public void On(string message) => _ = message;

        [EventHandler]
        private void On(Question message) => _ = message;

        [QueryHandler]
        public int Answer(Question question) => question is null ? 0 : 1;

        [ServiceActivator("audit")]
        [ServiceActivator("log")]
        public void Audit(string text) => _ = text;

        [CommandHandler("tick")]
        public void Tick()
        {
        }
    }

    private abstract class Base(Log log)
    {
        protected Log Log => log;

        [EventHandler("e")]
        [Distributed]
        public abstract void Listen(string message);

        [CommandHandler("other")]
        public virtual void Again(string command) => throw new InvalidOperationException("overridden");

        [CommandHandler("c")]
        private void Take(string command) => log.Lines.Add($"private {command}");
    }

    private sealed class Derived(Log log) : Base(log)
    {
        public override void Listen(string message) => Log.Lines.Add($"derived {message}");

        [CommandHandler("d")]
        public override void Again(string command) => Log.Lines.Add($"again {command}");
    }

    private sealed class Broken
    {
        [QueryHandler("a")]
        public static void Nothing(string query) => _ = query;

        [CommandHandler("b")]
        public static void Generic<T>(T command) => _ = command;

        [CommandHandler("c")]
        public static void Reference(ref string command) => _ = command;

        [CommandHandler("d", Timeout = "soon")]
        public static void Impatient(string command) => _ = command;

        [CommandHandler]
        public static void Nameless()
        {
        }

        [CommandHandler("g")]
        public static async void Forgotten(string command) => await Task.FromResult(command);

        [EventHandler("f", Concurrency = -1)]
        public static void Backwards(string message) => _ = message;
    }

    private sealed class Parameters
    {
        [CommandHandler("a")]
        public void Run(
            Metadata metadata, string message, [Header("executor")] int executor, [Header("missing")] string? missing, Log log,
            CancellationToken token, MessageContext context, IServiceProvider services, [Header("number")] int number = 7,
            [Header("flag")] bool flag = false) => log.Lines.Add(
                $"{message} {executor} {missing ?? "none"} {number} {flag && metadata.ContainsKey("flag")} "
                + $"{ReferenceEquals(services.GetService<Log>(), log) && !token.IsCancellationRequested} {context.RoutingKey}");
    }

    private sealed class Scoped(Log log) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            log.Lines.Add("scope disposed");
            return default;
        }
    }

    private sealed class Registered(Log log, Scoped scoped)
    {
        [CommandHandler("registered")]
        public async Task Run(string command)
        {
            await Task.Yield();
            log.Lines.Add(scoped is null ? command : "run");
        }
    }

    private sealed class NotRegistered(Log log, Scoped scoped) : IDisposable
    {
        [CommandHandler("not-registered")]
        public void Run(string command) => log.Lines.Add(scoped is null ? command : "run");

        public void Dispose() => log.Lines.Add("handler disposed");
    }

    private static class Results
    {
        public static System.Collections.Concurrent.ConcurrentBag<string> Ended { get; } = [];

        [CommandHandler("void")]
        public static void Void(string command) => Ended.Add(command);

        [CommandHandler("task")]
        public static async Task Task(string command) => await EndAsync(command);

        [CommandHandler("value-task")]
        public static async ValueTask ValueTask(string command) => await EndAsync(command);

        [CommandHandler("task-of")]
        public static async Task<int> TaskOf(string command) => await EndAsync(command);

        [CommandHandler("value-task-of")]
        public static async ValueTask<int> ValueTaskOf(string command) => await EndAsync(command);

        [CommandHandler("value")]
        public static int Value(string command)
        {
            Ended.Add(command);
            return 1;
        }

        private static async Task<int> EndAsync(string command)
        {
            await System.Threading.Tasks.Task.Yield();
            Ended.Add(command);
            return 1;
        }
    }

    private sealed class Renamed
    {
        [CommandHandler("billing.change", Name = "billing-details")]
        public void NobodyCallsItThat(string message)
        {
        }

        [CommandHandler("other")]
        public void Other(string message)
        {
        }
    }

    private sealed class Nameless
    {
        [CommandHandler("x", Name = " ")]
        public void Handle(string message)
        {
        }
    }
}
