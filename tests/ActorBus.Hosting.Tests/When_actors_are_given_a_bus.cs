using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests;

public sealed class When_actors_are_given_a_bus
{
    private const string TwoQueryBuses = "actorbus.buses { query-bus.default = on, reports.kind = query }";

    [Fact]
    public async Task Should_answer_an_ask_as_the_interfaces_would()
    {
        var orders = new List<string>();
        using var host = await StartAsync(bus => bus
            .OnQuery("one", (string ask) => 1)
            .OnCommand("order", (string order) => orders.Add(order))
            .OnEvent("ordered", void (string order) => throw new InvalidOperationException("no")));

        Assert.Equal(1, await ActorOf<QueryBus>(host).Ask<int>("one", TestHost.Limit));
        Assert.IsType<Status.Success>(await ActorOf<CommandBus>(host).Ask<object>("order", TestHost.Limit));
        var refused = await Assert.ThrowsAsync<MessageDispatchException>(() => ActorOf<EventBus>(host).Ask<object>("ordered", TestHost.Limit));

        Assert.Equal("no", refused.InnerException!.Message);
        Assert.Equal(["order"], orders);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_send_ask_and_fail_through_the_distributed_one()
    {
        var orders = new Orders();
        using var host = await StartAsync(bus => bus
            .OnCommand("order", orders.TakeAsync, HandlerOptions.FromOutside)
            .OnQuery("double", (int number) => 2 * number, HandlerOptions.FromOutside));
        var distributed = ActorOf<IDistributedBus>(host);

        Assert.IsType<Status.Success>(await distributed.Ask<object>(new SendCommand("shop", "order", "a book"), TestHost.Limit));
        Assert.Equal(42, await distributed.Ask<int>(new AskService<int>("shop", "double", 21), TestHost.Limit));
        Assert.IsType<Status.Success>(await distributed.Ask<object>(new PublishEvent("nobody.listens", "x"), TestHost.Limit));
        await Assert.ThrowsAsync<DeliveryFailedException>(
            () => distributed.Ask<object>(new SendMessage("nowhere", "channel", "x"), TestHost.Limit));

        Assert.Equal("a book", await orders.NextAsync());
        orders.Gate.SetResult();
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_find_each_bus_by_its_name_with_its_service_or_without()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.AddHocon(TwoQueryBuses)
            .OnQuery("who", (string ask) => "shop").OnQuery("who", (string ask) => "shop reports", new() { Name = "r", Bus = "reports" }));
        builder.AddActorBus("billing", bus => bus.AddHocon(TwoQueryBuses)
            .OnQuery("who", (string ask, [FromKeyedServices("reports")] IRequiredActor<QueryBus> own) => own.ActorRef.Ask<string>("inner", TestHost.Limit))
            .OnQuery("inner", (string ask) => "billing reports", new() { Bus = "reports" }));
        using var host = builder.Build();
        await host.StartAsync();

        Task<string> AskAsync(string key) => host.Services.GetRequiredKeyedService<IRequiredActor<QueryBus>>(key).ActorRef.Ask<string>("who", TestHost.Limit);

        Assert.Equal("shop", await AskAsync("shop"));
        Assert.Equal("shop", await AskAsync("query-bus"));
        Assert.Equal("shop reports", await AskAsync("reports"));
        Assert.Equal("billing reports", await AskAsync("billing"));
        Assert.Equal("shop reports", await host.Services.GetRequiredKeyedService<IQueryBus>("shop/reports").DispatchAsync<string>("who"));
        var unknown = Assert.Throws<ActorBusException>(() => host.Services.GetRequiredKeyedService<ICommandBus>("reports"));
        Assert.Contains("'shop/reports' (Query)", unknown.Message, StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_refuse_messages_once_the_bus_was_stopped()
    {
        using var host = await StartAsync(bus => bus.OnQuery("one", (string ask) => 1).OnCommand("order", (string order) => { }));
        var stopped = host.Services.GetRequiredService<ActorRegistry>().Get<QueryBus>();
        Assert.Equal(stopped, await host.Services.GetRequiredService<IRequiredActor<QueryBus>>().GetAsync());

        await stopped.GracefulStop(TestHost.Limit);
        await Refused(host.Services.GetRequiredService<IQueryBus>());

        // The others go on.
        await host.Services.GetRequiredService<ICommandBus>().DispatchAsync("order");
        await host.StopAsync();

        // Whoever waits for the actor to stop may be told before the guardian is.
        static async Task Refused(IQueryBus queries)
        {
            using var limit = new CancellationTokenSource(TestHost.Limit);
            while (await Record.ExceptionAsync(() => queries.DispatchAsync<int>("one")) is not BusStoppedException)
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Should_be_found_after_a_look_that_came_too_early()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.OnQuery("one", (string ask) => 1));
        using var host = builder.Build();
        var required = host.Services.GetRequiredService<IRequiredActor<QueryBus>>();
        var keyed = host.Services.GetRequiredKeyedService<IRequiredActor<QueryBus>>("shop");

        // Akka.Hosting once remembered that there was nobody.
        Assert.Throws<MissingActorRegistryEntryException>(() => required.ActorRef);
        Assert.Equal(ActorRefs.Nobody, keyed.ActorRef);
        var early = keyed.GetAsync();
        await host.StartAsync();

        Assert.Equal(1, await required.ActorRef.Ask<int>("one", TestHost.Limit));
        Assert.Equal(required.ActorRef, await early);
        await host.StopAsync();
    }

    [Fact]
    public async Task Should_let_actors_take_them_in_their_constructors()
    {
        using var host = await StartAsync(bus => bus.OnQuery("one", (string ask) => 1));
        var registry = host.Services.GetRequiredService<ActorRegistry>();
        var runtime = host.Services.GetRequiredService<BusRuntime>();

        var asker = await runtime.StartChildAsync(Props.Create(() => new Asker(host.Services.GetRequiredService<IRequiredActor<QueryBus>>())), "asker");
        registry.Register<Asker>(asker);

        Assert.Equal(1, await host.Services.GetRequiredService<IRequiredActor<Asker>>().ActorRef.Ask<int>("one", TestHost.Limit));
        await host.StopAsync();
    }

    private static async Task<IHost> StartAsync(Action<ActorBusBuilder> configure)
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", configure);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static IActorRef ActorOf<TBus>(IHost host) => host.Services.GetRequiredService<IRequiredActor<TBus>>().ActorRef;

    private sealed class Asker : ReceiveActor
    {
        public Asker(IRequiredActor<QueryBus> queries) => ReceiveAny(message => queries.ActorRef.Forward(message));
    }
}
