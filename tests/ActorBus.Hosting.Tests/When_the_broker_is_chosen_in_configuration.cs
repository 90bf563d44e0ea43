using ActorBus.Brokers;
using ActorBus.Handlers;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using ActorBus.RabbitMq;
using Akka.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

/// <summary>The same program runs over RabbitMQ or in memory: a kind in configuration is stronger than the choice of code.</summary>
public sealed class When_the_broker_is_chosen_in_configuration
{
    [Fact]
    public async Task Should_swap_the_transport_of_a_program_without_touching_its_code()
    {
        var address = await BrokerNode.NewVirtualHostAsync();

        Assert.Equal(("rabbitmq", "paid"), await RunAsync(("ConnectionStrings:rabbitmq", address)));
        Assert.Equal(("in-memory", "paid"), await RunAsync(("ConnectionStrings:rabbitmq", address), ("ActorBus:Broker:Kind", "in-memory")));

        async Task<(string Broker, string Handled)> RunAsync(params (string, string)[] settings)
        {
            var handled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            var builder = TestHost.New(settings);
            builder.AddActorBus("billing", bus => bus.UseRabbitMq().OnCommand("pay", (string text) => handled.TrySetResult(text), HandlerOptions.FromOutside));
            using var host = builder.Build();
            await host.StartAsync().WaitAsync(TestHost.Limit);
            await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "pay", "paid");
            var text = await handled.Task.WaitAsync(TestHost.Limit);
            var inMemory = await host.QueueAsync("billing") is not null;
            await host.StopAsync();
            return (inMemory ? "in-memory" : "rabbitmq", text);
        }
    }

    [Theory]
    [InlineData(null, "rabbitmq")]
    [InlineData("rabbitmq", "rabbitmq")]
    [InlineData("RabbitMQ", "rabbitmq")]
    [InlineData("in-memory", "in-memory")]
    public void Should_let_code_choose_only_where_configuration_is_silent(string? kind, string expected) =>
        Assert.Equal(expected, BrokerOf(Composed.Service(Kind(kind), bus => bus.UseRabbitMq("amqp://code/shop"))).Name);

    [Theory]
    [InlineData(null, "in-memory")]
    [InlineData("rabbitmq", "rabbitmq")]
    public void Should_know_a_kind_that_code_only_adds(string? kind, string expected) =>
        Assert.Equal(expected, BrokerOf(Composed.Service(Kind(kind), bus => bus.AddRabbitMq().UseInMemory())).Name);

    [Fact]
    public void Should_keep_what_code_says_of_the_options_while_the_kind_is_the_same()
    {
        using var own = new Disposing(new InMemoryBroker());
        var rabbit = BrokerOf(Composed.Service([("ActorBus:Broker:Kind", "rabbitmq"), ("ActorBus:RabbitMq:Uri", "amqp://configured/shop")], bus => bus.UseRabbitMq("amqp://code/shop")));
        var memory = BrokerOf(Composed.Service(Kind("in-memory"), bus => bus.UseInMemory(own.Broker)));

        Assert.Equal("amqp://code:5672/shop", rabbit.Address);
        Assert.Same(own.Broker, memory);
    }

    [Fact]
    public void Should_choose_for_one_service_or_one_further_broker_alone()
    {
        var services = Composed.Services(
            configuration => configuration.AddHocon(ConfigurationFactory.ParseString("""
                actorbus {
                  broker.kind = rabbitmq
                  services.shop { broker.kind = in-memory, brokers.partners.kind = rabbitmq }
                }
                """)),
            host => host.AddActorBus("billing", bus => bus.AddRabbitMq())
                .AddActorBus("shop", bus => bus.UseRabbitMq("amqp://code/shop").AddBroker("partners", broker => broker.UseInMemory())));

        Assert.Equal(["rabbitmq"], services[0].Brokers.Select(BrokerOf).Select(broker => broker.Name));
        Assert.Equal(["in-memory", "rabbitmq"], services[1].Brokers.Select(BrokerOf).Select(broker => broker.Name));
    }

    [Fact]
    public void Should_refuse_a_kind_that_is_not_known_and_name_those_that_are()
    {
        var error = Assert.Throws<BusConfigurationException>(() => Composed.Service(Kind("kafka"), bus => bus.AddRabbitMq()));

        Assert.Equal(
            "ActorBus:Broker:Kind: the broker 'default' has the kind 'kafka', which is not known here. Use one of 'in-memory', 'rabbitmq'; 'rabbitmq' needs AddRabbitMq() in code.",
            Assert.Single(error.Faults));
    }

    private static (string, string)[] Kind(string? kind) => kind is null ? [] : [("ActorBus:Broker:Kind", kind)];

    private static IBroker BrokerOf(ServiceSetup service) => BrokerOf(Assert.Single(service.Brokers));

    private static IBroker BrokerOf(BrokerPlan plan) => plan.Create();

    private sealed record Disposing(InMemoryBroker Broker) : IDisposable
    {
        public void Dispose() => Broker.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
