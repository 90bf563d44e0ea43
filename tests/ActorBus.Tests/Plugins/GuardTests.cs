using ActorBus.Pipeline;
using ActorBus.Plugins;

namespace ActorBus.Tests.Plugins;

public sealed class GuardTests
{
    private readonly Authorization _authorization = new();

    [Fact]
    public async Task RouteGuard_Denied_RefusesBeforeAnyHandler()
    {
        var ran = false;
        await using var buses = await RunningBuses.StartAsync(
            Handle.Command("a", (string _) => { ran = true; }), Handle.Event("a", (string _) => { ran = true; }, "event a"));
        var guard = new RouteGuard(_authorization);
        foreach (var bus in (IMessageBus[])[buses.Commands, buses.Events])
        {
            bus.Attach(guard);
            bus.Attach(Phase.InvokeHandler, _ => throw new InvalidOperationException("foo"));
            bus.AttachFinalize(_ => { }, 2);
        }

        var command = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));
        var @event = await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Events.DispatchAsync("a"));

        foreach (var error in (Exception[])[command, @event])
            Assert.Equal("The caller may not dispatch this message, or see its result.", Assert.IsType<UnauthorizedException>(error.InnerException).Message);
        Assert.Equal([("a", "a"), ("a", "a")], _authorization.Asked);
        Assert.False(ran);
    }

    [Fact]
    public async Task RouteGuard_ExposingTheName_SaysIt()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new RouteGuard(_authorization, exposeMessageName: true));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.Equal("The caller may not dispatch the message 'a', or see its result.", error.InnerException!.Message);
    }

    [Fact]
    public async Task RouteGuard_Granted_GoesOn()
    {
        _authorization.Grants = true;
        await using var buses = await RunningBuses.StartAsync();
        buses.Commands.Attach(new RouteGuard(_authorization));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.IsType<HandlerNotFoundException>(error.InnerException);
    }

    [Fact]
    public async Task FinalizeGuard_OnEvents_AsksWithoutContext()
    {
        await using var buses = await RunningBuses.StartAsync();
        buses.Events.Attach(new FinalizeGuard(_authorization));

        await Assert.ThrowsAsync<UnauthorizedException>(() => buses.Events.DispatchAsync("a"));
        _authorization.Grants = true;
        await buses.Events.DispatchAsync("a");

        Assert.Equal([("a", null), ("a", null)], _authorization.Asked);
    }

    [Fact]
    public async Task FinalizeGuard_OnQueries_AsksWithTheResult()
    {
        await using var buses = await RunningBuses.StartAsync(
            Handle.Query("a", (string _) => 5), Handle.Query("broken", int (string _) => throw new InvalidOperationException()));
        buses.Queries.Attach(new FinalizeGuard(_authorization));

        await Assert.ThrowsAsync<UnauthorizedException>(() => buses.Queries.DispatchAsync<int>("a"));
        _authorization.Grants = true;
        Assert.Equal(5, await buses.Queries.DispatchAsync<int>("a"));
        await Assert.ThrowsAsync<MessageDispatchException>(() => buses.Queries.DispatchAsync<int>("broken"));

        Assert.Equal([("a", 5), ("a", 5)], _authorization.Asked);
    }

    [Fact]
    public async Task FinalizeGuard_OnCommands_ComesWrapped()
    {
        await using var buses = await RunningBuses.StartAsync(Handle.Command("a", (string _) => { }));
        buses.Commands.Attach(new FinalizeGuard(_authorization));

        var error = await Assert.ThrowsAsync<CommandDispatchException>(() => buses.Commands.DispatchAsync("a"));

        Assert.IsType<UnauthorizedException>(error.InnerException);
        Assert.StartsWith("A command could not be dispatched: UnauthorizedException: ", error.Message, StringComparison.Ordinal);
    }

    private sealed class Authorization : IAuthorizationService
    {
        public bool Grants { get; set; }

        public List<(string, object?)> Asked { get; } = [];

        public ValueTask<bool> IsGrantedAsync(string messageName, object? context, CancellationToken cancellationToken)
        {
            Asked.Add((messageName, context));
            return new ValueTask<bool>(Grants);
        }
    }
}
