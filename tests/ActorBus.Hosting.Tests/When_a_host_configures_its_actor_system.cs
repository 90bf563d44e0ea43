using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Tests;

public sealed class When_a_host_configures_its_actor_system
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_run_there_whatever_the_order_of_the_calls(bool akkaFirst)
    {
        var orders = new Orders();
        orders.Gate.SetResult();
        var builder = TestHost.New();
        if (akkaFirst) builder.Services.AddAkka("own", akka => akka.WithActorBus());
        builder.AddActorBus("billing", bus => bus.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside));
        if (!akkaFirst) builder.Services.AddAkka("own", akka => akka.WithActorBus());
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", "a book");

        Assert.Equal("a book", await orders.NextAsync());
        Assert.Equal("own", host.Services.GetRequiredService<ActorSystem>().Name);
        Assert.Equal("own", host.Services.GetRequiredService<ICommandBus>().Actor.Path.Address.System);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_refuse_to_start_where_it_was_left_out(bool akkaFirst)
    {
        var builder = TestHost.New();
        if (akkaFirst) builder.Services.AddAkka("own", _ => { });
        builder.AddActorBus("billing").AddActorBus("shop");
        if (!akkaFirst) builder.Services.AddAkka("own", _ => { });
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<BusConfigurationException>(() => host.StartAsync());

        Assert.Contains("akka.WithActorBus()", error.Message, StringComparison.Ordinal);
        Assert.Contains("'billing', 'shop'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_run_services_that_are_described_there_alone()
    {
        var orders = new Orders();
        orders.Gate.SetResult();
        var builder = TestHost.New();
        builder.Services.AddAkka("own", akka => akka
            .WithActorBus("shop", shop => shop.OnCommand("send", (string order, IDistributedBus own) => own.SendCommandAsync("billing", "order", order)))
            .WithActorBus("billing", billing => billing.OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside)));
        using var host = builder.Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<IRequiredActor<IDistributedBus>>().ActorRef.Ask<object>(
            new SendCommand("billing", "order", "a book"), TestHost.Limit);

        Assert.Equal("a book", await orders.NextAsync());
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_give_buses_that_are_described_there_to_constructors_too()
    {
        var builder = TestHost.New();
        builder.Services.AddActorBus();
        builder.Services.AddAkka("own", akka => akka.WithActorBus("billing", bus => bus.OnQuery("one", (string ask) => 1)));
        builder.Services.AddSingleton<Asker>();
        builder.Services.AddHealthChecks().AddActorBus();
        using var host = builder.Build();
        var asker = host.Services.GetRequiredService<Asker>();
        await host.StartAsync();

        Assert.Equal(1, await asker.AskAsync());
        Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_add_up_what_both_say_of_a_service()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.OnQuery("one", (string ask) => 1));
        builder.Services.AddAkka("own", akka => akka.WithActorBus("billing", bus => bus.OnQuery("two", (string ask) => 2)));
        using var host = builder.Build();
        await host.StartAsync();

        var queries = host.Services.GetRequiredService<IQueryBus>();

        Assert.Equal(3, await queries.DispatchAsync<int>("one") + await queries.DispatchAsync<int>("two"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_carry_out_the_verbs_for_services_that_are_described_there_alone()
    {
        var console = new Support.Console();
        var builder = TestHost.New();
        builder.Services.AddAkka("own", akka => akka.WithActorBus("billing", bus => bus.OnCommand("order", (string order) => { }, HandlerOptions.FromOutside)));

        Assert.Equal(0, await console.RunAsync(builder.Build(), "list", "--handlers"));

        Assert.Contains("billing", console.Output, StringComparison.Ordinal);
        Assert.Contains("order", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_log_what_actors_say_to_the_host()
    {
        var log = new MemoryLog();
        var builder = TestHost.New();
        builder.Logging.AddProvider(log).SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Debug);
        builder.Services.AddAkka("own", akka => akka.WithActorBus("billing"));
        using var host = builder.Build();
        await host.StartAsync();
        Logging.GetLogger(host.Services.GetRequiredService<ActorSystem>(), "test").Warning("from an actor");
        await host.StopAsync();

        Assert.Contains("from an actor", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("akka.log-dead-letters = on", true)]
    public async Task Should_not_log_what_a_stopped_bus_is_told_unless_the_host_wants_it(string? hocon, bool isLogged)
    {
        var log = new MemoryLog();
        var builder = TestHost.New();
        builder.Logging.AddProvider(log).SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Debug);
        builder.AddActorBus("billing", bus => bus.OnCommand("order", (string _) => { }));
        builder.Services.AddAkka("own", akka => akka.AddHocon(hocon ?? "", HoconAddMode.Prepend).WithActorBus());
        using var host = builder.Build();
        await host.StartAsync();
        var (system, bus) = (host.Services.GetRequiredService<ActorSystem>(), host.Services.GetRequiredService<ICommandBus>().Actor);

        Assert.True(await bus.GracefulStop(TestHost.Limit));
        bus.Tell("a secret text");

        // Behind the secret in its mailbox; nobody answers as an actor where there is none.
        await system.ActorSelection("/system/deadLetterListener").Ask<ActorIdentity>(new Identify(1), TestHost.Limit);
        await host.StopAsync();
        Assert.Equal(isLogged, log.Text.Contains("a secret text", StringComparison.Ordinal));
    }

    private sealed class Asker(IQueryBus queries)
    {
        public Task<int> AskAsync() => queries.DispatchAsync<int>("one");
    }
}
