using ActorBus.Plugins;
using Microsoft.Extensions.DependencyInjection;
using ServiceProvider = Microsoft.Extensions.DependencyInjection.ServiceProvider;

namespace ActorBus.Tests.Plugins;

public sealed class ServiceLocatorPluginTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly Journal _journal = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispatch_ScopedHandler_HasAScopePerMessageThatIsDisposed(bool fails)
    {
        await using var services = Services();
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new CommandRouter().Route("work").To("handler").Route("fail").To("handler"));
        buses.Commands.Attach(new ServiceLocatorPlugin(services));
        buses.Commands.Attach(new HandleCommandStrategy());

        for (var time = 0; time < 2; time++)
        {
            if (fails) await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("fail"));
            else await buses.Commands.DispatchAsync("work");
        }

        Assert.Equal(["handled in 1", "disposed 1", "handled in 2", "disposed 2"], _journal.Lines);
    }

    [Fact]
    public async Task Dispatch_SeveralListenersOfAnEvent_ShareTheScopeOfTheMessage()
    {
        await using var services = Services();
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new EventRouter().Route("done").To("listener").AndTo("listener"));
        buses.Events.Attach(new ServiceLocatorPlugin(services));
        buses.Events.Attach(new OnEventStrategy());

        await buses.Events.DispatchAsync("done");

        Assert.Equal(["heard in 1", "heard in 1", "disposed 1"], _journal.Lines);
    }

    [Fact]
    public async Task Dispatch_LocatorRouterAndScopedHandler_HasAScopeToo()
    {
        await using var services = Services();
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new ServiceLocatorRouter(services));
        buses.Commands.Attach(new HandleCommandStrategy());

        await buses.Commands.DispatchAsync("handler");

        Assert.Equal(["handled in 1", "disposed 1"], _journal.Lines);
    }

    [Fact]
    public async Task Dispatch_GivenUp_DisposesTheScopeWhenTheHandlerHasEnded()
    {
        await using var services = Services();
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new CommandRouter().Route("wait").To("handler"));
        buses.Commands.Attach(new ServiceLocatorPlugin(services));
        buses.Commands.Attach(new HandleCommandStrategy());
        using var caller = new CancellationTokenSource();

        var dispatch = buses.Commands.DispatchAsync("wait", caller.Token);
        await _journal.Entered.Task.WaitAsync(Soon);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatch);
        Assert.Empty(_journal.Lines);
        _journal.Gate.SetResult();

        await _journal.Disposed.Task.WaitAsync(Soon);
        Assert.Equal(["handled in 1", "disposed 1"], _journal.Lines);
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddSingleton(_journal).AddScoped<Session>()
        .AddKeyedScoped<object>("handler", (scope, _) => new Handler(scope.GetRequiredService<Session>()))
        .AddKeyedScoped<object>("listener", (scope, _) => new Listener(scope.GetRequiredService<Session>()))
        .BuildServiceProvider(validateScopes: true);

    private sealed class Journal
    {
        public List<string> Lines { get; } = [];

        public int Sessions { get; set; }

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Session(Journal journal) : IAsyncDisposable
    {
        public int Number { get; } = ++journal.Sessions;

        public Journal Journal => journal;

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            journal.Lines.Add($"disposed {Number}");
            journal.Disposed.TrySetResult();
        }
    }

    private sealed class Handler(Session session)
    {
        public async Task HandleAsync(string command)
        {
            session.Journal.Entered.TrySetResult();
            if (command == "wait") await session.Journal.Gate.Task;
            session.Journal.Lines.Add($"handled in {session.Number}");
            if (command == "fail") throw new InvalidOperationException();
        }
    }

    private sealed class Listener(Session session)
    {
        public void OnEvent(string message) => session.Journal.Lines.Add(message == "done" ? $"heard in {session.Number}" : message);
    }
}
