using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Pipeline;
using ActorBus.Raw;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

public sealed class ServiceCollectionExtensionsTests
{
    [Fact]
    public async Task AddActorBus_OneService_InjectsItsBuses()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnQuery("double", (int number) => 2 * number));
        using var host = builder.Build();
        await host.StartAsync();

        var answer = await host.Services.GetRequiredService<IQueryBus>().DispatchAsync<int>(21, new DispatchOptions { MessageName = "double" });

        Assert.Equal(42, answer);
        Assert.Same(host.Services.GetRequiredService<BusRuntime>().Commands, host.Services.GetRequiredService<ICommandBus>());
        Assert.Same(host.Services.GetRequiredKeyedService<IDistributedBus>("billing"), host.Services.GetRequiredService<IDistributedBus>());
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_SeveralServices_EachHasItsOwnBusesByKey()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop").AddActorBus("billing");
        using var host = builder.Build();
        await host.StartAsync();

        Assert.NotSame(host.Services.GetRequiredKeyedService<ICommandBus>("shop"), host.Services.GetRequiredKeyedService<ICommandBus>("billing"));
        Assert.Same(host.Services.GetRequiredKeyedService<ICommandBus>("shop"), host.Services.GetRequiredService<ICommandBus>());
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_DeadLettersAndRawBus_AreInjected_ByKeyAndIntoHandlersToo()
    {
        var inHandler = new TaskCompletionSource<(IDeadLetters, IRawBus)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = TestHost.New();
        builder.AddActorBus("shop");
        builder.AddActorBus("billing", bus => bus
            .OnCommand("fail", void (string text) => throw new InvalidOperationException("This one fails."), HandlerOptions.FromOutside)
            .OnCommand("look", (string text, IDeadLetters letters, IRawBus raw) => inHandler.SetResult((letters, raw)), HandlerOptions.FromOutside)
            .ConfigureDistribution(options => options.FailurePolicy = new() { Action = FailureAction.Reject }));
        using var host = builder.Build();
        await host.StartAsync();
        var letters = host.Services.GetRequiredKeyedService<IDeadLetters>("billing");
        var raw = host.Services.GetRequiredKeyedService<IRawBus>("billing");
        var distributed = host.Services.GetRequiredService<IDistributedBus>();

        await distributed.SendCommandAsync("billing", "look", "");
        await distributed.SendCommandAsync("billing", "fail", "");
        await raw.DispatchAsync("some.event", "nobody listens");

        Assert.Equal((letters, raw), await inHandler.Task.WaitAsync(TestHost.Limit));
        Assert.NotSame(host.Services.GetRequiredService<IDeadLetters>(), letters);
        Assert.NotSame(host.Services.GetRequiredService<IRawBus>(), raw);
        await host.StopAsync();
        Assert.Equal(1, await letters.CountAsync());
    }

    [Theory]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task AddActorBus_SeveralServices_ARegisteredHandlerAndWhatItTakesGetTheBusesOfItsOwn(ServiceLifetime lifetime)
    {
        var seen = new TaskCompletionSource<BusTaker>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = TestHost.New();
        builder.AddActorBus("shop");
        builder.AddActorBus("billing", bus => bus.AddHandler<BusTaker>());
        builder.Services.AddSingleton(seen).AddSingleton<Lasting>();
        builder.Services.Add(new ServiceDescriptor(typeof(Taken), typeof(Taken), lifetime));
        builder.Services.Add(new ServiceDescriptor(typeof(BusTaker), typeof(BusTaker), lifetime));
        using var host = builder.Build();
        await host.StartAsync();
        var (own, first) = (host.Services.GetRequiredKeyedService<IDistributedBus>("billing"), host.Services.GetRequiredService<IDistributedBus>());

        await first.SendCommandAsync("billing", "take", "the bus");
        var handler = await seen.Task.WaitAsync(TestHost.Limit);

        Assert.NotSame(first, own);
        Assert.Same(own, handler.Bus);
        Assert.Same(own, handler.Taken.Bus);
        Assert.Same(host.Services.GetRequiredKeyedService<ICommandBus>("billing"), handler.Taken.Commands);
        Assert.Same(first, handler.Lasting.Bus);
        using (var scope = host.Services.CreateScope()) Assert.Same(first, scope.ServiceProvider.GetRequiredService<IDistributedBus>());
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_SeveralServices_TalkOverTheSharedBroker()
    {
        var orders = new Orders();
        var builder = TestHost.New();
        builder.AddActorBus("shop");
        builder.AddActorBus("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredKeyedService<IDistributedBus>("shop").SendCommandAsync("billing", "order", "a book");

        Assert.Equal("a book", await orders.NextAsync());
        orders.Gate.SetResult();
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_HandlerOfTheSecondService_GetsItsOwnServicesBuses()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop");
        builder.AddActorBus("billing", bus => bus.OnQuery("whose", (string ask, IDistributedBus own) => own));
        using var host = builder.Build();
        await host.StartAsync();

        var own = await host.Services.GetRequiredKeyedService<IQueryBus>("billing").DispatchAsync<IDistributedBus>("whose");

        Assert.Same(host.Services.GetRequiredKeyedService<IDistributedBus>("billing"), own);
        await host.StopAsync();
    }

    [Fact]
    public async Task AddActorBus_SameNameTwice_GoesOnWithTheService()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnQuery("one", (string ask) => 1));
        builder.AddActorBus("billing", bus => bus.OnQuery("two", (string ask) => 2));
        using var host = builder.Build();
        await host.StartAsync();

        Assert.Equal(["one", "two"], host.Services.GetRequiredService<BusRuntime>().Handlers.All.Select(handler => handler.Name));
        await host.StopAsync();
    }

    private sealed class BusTaker(IDistributedBus bus, Taken taken, Lasting lasting, TaskCompletionSource<BusTaker> seen)
    {
        public IDistributedBus Bus => bus;

        public Taken Taken => taken;

        public Lasting Lasting => lasting;

        [CommandHandler("take")]
        [Distributed]
        public void Take(string what) => seen.SetResult(this);
    }

    private sealed class Taken(IDistributedBus bus, ICommandBus commands)
    {
        public IDistributedBus Bus => bus;

        public ICommandBus Commands => commands;
    }

    private sealed class Lasting(IDistributedBus bus)
    {
        public IDistributedBus Bus => bus;
    }
}
