using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using ActorBus.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

/// <summary>What the buses are made of may take a bus itself: it is made when they start, and nobody waits under the container's lock.</summary>
public sealed class When_user_services_take_a_bus
{
    [Fact]
    public async Task Should_start_with_an_observer_that_audits_over_the_bus()
    {
        var audited = new Orders();
        audited.Gate.SetResult();
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus
            .OnCommand("order", (string order) => { }, HandlerOptions.FromOutside)
            .OnCommand("audit", audited.TakeAsync));
        builder.Services.AddSingleton<IMessageObserver, Auditor>();
        using var host = builder.Build();
        // On a thread of its own: a container that waits for itself blocks the one that starts the host.
        await Task.Run(() => host.StartAsync()).WaitAsync(TestHost.Limit);

        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");

        Assert.Equal("order was handled", await audited.NextAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_start_with_a_broker_whose_maker_takes_a_bus()
    {
        IDistributedBus? taken = null;
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseBroker(services =>
        {
            taken = services.GetRequiredService<IDistributedBus>();
            return new InMemoryBroker();
        }));
        using var host = builder.Build();
        // On a thread of its own: a container that waits for itself blocks the one that starts the host.
        await Task.Run(() => host.StartAsync()).WaitAsync(TestHost.Limit);

        Assert.Same(host.Services.GetRequiredService<IDistributedBus>(), taken);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_dispatch_and_send_what_came_before_the_start_when_it_has_started()
    {
        var orders = new Orders();
        orders.Gate.SetResult();
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus
            .OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside)
            .OnQuery("one", (string ask) => 1));
        using var host = builder.Build();

        var asked = host.Services.GetRequiredService<IQueryBus>().DispatchAsync<int>("one");
        var sent = host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");
        Assert.False(asked.IsCompleted || sent.IsCompleted);
        await host.StartAsync();

        Assert.Equal(1, await asked.WaitAsync(TestHost.Limit));
        await sent.WaitAsync(TestHost.Limit);
        Assert.Equal("a book", await orders.NextAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_say_so_when_the_start_does_not_come_in_time()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnQuery("one", (string ask) => 1));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<DispatchTimeoutException>(() => host.Services.GetRequiredService<IQueryBus>().DispatchAsync<int>(
            "one", new Pipeline.DispatchOptions { Timeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains("waiting for the bus to start", error.Message, StringComparison.Ordinal);
    }

    private sealed class Auditor(ICommandBus commands) : IMessageObserver
    {
        public void Sent(MessageContext message)
        {
        }

        public void Handled(MessageContext message, string handler) =>
            commands.DispatchAsync($"{message.RoutingKey} was handled", new Pipeline.DispatchOptions { MessageName = "audit" });

        public void Retried(MessageContext message, string handler, Exception cause)
        {
        }

        public void DeadLettered(BrokerMessage message, string? handler, Exception cause)
        {
        }
    }
}
