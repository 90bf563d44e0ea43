using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

/// <summary>Against RabbitMQ: an operator makes the topology, the service's own user may only send and consume.</summary>
public sealed class When_a_user_may_not_configure
{
    private readonly Console _console = new();

    [Fact]
    public async Task Should_handle_and_dead_letter_on_what_an_operator_has_applied()
    {
        var administrator = await BrokerNode.NewVirtualHostAsync();
        var user = await BrokerNode.WithoutConfigureRightsAsync(administrator);
        Assert.Equal(0, await _console.RunAsync(Build(administrator, _ => { }), "topology", "apply"));
        var orders = new List<string>();

        using (var host = Build(user, order => Handle(order, orders), declare: false))
        {
            await host.StartAsync().WaitAsync(TestHost.Limit);
            var bus = host.Services.GetRequiredService<IDistributedBus>();
            await bus.SendCommandAsync("billing", "order", "good");
            await bus.SendCommandAsync("billing", "order", "bad");
            var refused = await Assert.ThrowsAsync<DeliveryFailedException>(() => bus.AskAsync<string>("billing", "order", "nobody"));
            Assert.Contains("needs the right to configure 'billing.replies.*'", refused.Message, StringComparison.Ordinal);
            refused = await Assert.ThrowsAsync<DeliveryFailedException>(
                () => bus.With(new SendOptions { Delay = TimeSpan.FromSeconds(1) }).SendCommandAsync("billing", "order", "later"));
            Assert.Contains("needs the right to configure 'actorbus.delay.*'", refused.Message, StringComparison.Ordinal);
            await host.StopAsync();
        }

        Assert.Equal(0, await _console.RunAsync(Build(user, order => Handle(order, orders)), "run", "billing", "--no-declare", "--finish-when-no-messages"));
        Assert.Equal(["good"], orders);
        Assert.Equal(0, await _console.RunAsync(Build(user, _ => { }, declare: false), "dead-letters", "list", "billing"));
        Assert.Contains("1 of 1", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_all_that_is_missing_and_make_none_of_it()
    {
        var administrator = await BrokerNode.NewVirtualHostAsync();
        var user = await BrokerNode.WithoutConfigureRightsAsync(administrator);
        using var host = Build(user, _ => { }, declare: false);

        var error = await Assert.ThrowsAsync<BrokerException>(() => host.StartAsync().WaitAsync(TestHost.Limit));

        Assert.Contains("no exchange 'actorbus.commands', no exchange 'events', no queue 'billing.dead-letters'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _console.RunAsync(Build(administrator, _ => { }), "topology", "plan"));
        Assert.Contains(" to be made, 0 there, 0 different", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_so_when_declaring_was_not_turned_off()
    {
        var user = await BrokerNode.WithoutConfigureRightsAsync(await BrokerNode.NewVirtualHostAsync());

        Assert.Equal(2, await _console.RunAsync(Build(user, _ => { }), "run", "billing"));
        Assert.Equal(2, await _console.RunAsync(Build(user, _ => { }), "topology", "apply"));

        Assert.Contains("may not be declared", _console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no-secret", _console.Errors + _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_plan_with_what_it_may_know()
    {
        var administrator = await BrokerNode.NewVirtualHostAsync();
        var user = await BrokerNode.WithoutConfigureRightsAsync(administrator);
        Assert.Equal(0, await _console.RunAsync(Build(administrator, _ => { }), "topology", "apply"));

        Assert.Equal(0, await _console.RunAsync(Build(user, _ => { }), "topology", "plan"));

        Assert.Matches("queue +billing +not known +it is there; to compare its arguments the user needs the right to configure", _console.Output);
    }

    [Fact]
    public async Task Should_plan_as_administrator_with_every_argument_that_differs_and_the_remedy()
    {
        var administrator = await BrokerNode.NewVirtualHostAsync();
        Assert.Equal(0, await _console.RunAsync(Build(administrator, _ => { }, deliveryLimit: 7), "topology", "apply"));

        Assert.Equal(1, await _console.RunAsync(Build(administrator, _ => { }), "topology", "plan"));

        Assert.Matches("queue +billing +DIFFERS +x-delivery-limit is '7', wanted is '20'", _console.Output);
        Assert.Contains("rabbitmqctl delete_queue 'billing' --if-empty", _console.Output, StringComparison.Ordinal);
    }

    private static void Handle(string order, List<string> orders)
    {
        if (order == "bad") throw new InvalidOperationException("This order is bad.");
        lock (orders) orders.Add(order);
    }

    private static IHost Build(string address, Action<string> handler, bool declare = true, int deliveryLimit = 20)
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseRabbitMq(address)
            .ConfigureDistribution(options =>
            {
                options.Declare = declare && options.Declare;
                options.DeliveryLimit = deliveryLimit;
                options.FailurePolicy = new() { ImmediateRetries = 0, DelayedRetries = [TimeSpan.FromMilliseconds(10)] };
            })
            .OnCommand("order", handler, HandlerOptions.FromOutside));
        return builder.Build();
    }
}
