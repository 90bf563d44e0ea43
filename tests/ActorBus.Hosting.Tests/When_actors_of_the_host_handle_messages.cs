using ActorBus.Handlers;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Messages;
using Akka.Actor;
using Akka.Hosting;
using Akka.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests;

public sealed class When_actors_of_the_host_handle_messages
{
    [Fact]
    public async Task Should_make_them_with_what_the_container_has()
    {
        var builder = TestHost.New();
        builder.Services.AddSingleton(new Answers("42"));
        builder.AddActorBus("shop", bus => bus
            .OnActor<Oracle>(MessageKind.Query, "ask", typeof(string), HandlerOptions.FromOutside)
            .OnActor<Oracle>(MessageKind.Command, "tell", typeof(string), HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        var bus = host.Services.GetRequiredService<IDistributedBus>();

        Assert.Equal("what? 42", await bus.AskAsync<string>("shop", "ask", "what?"));
        await bus.SendCommandAsync("shop", "tell", "that");

        await host.StopAsync();
        Assert.Equal(["what?", "that"], host.Services.GetRequiredService<Answers>().Asked);
    }

    [Fact]
    public async Task Should_reach_those_of_the_registry_also_behind_a_router()
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus
            .OnRequiredActor<Oracle>(MessageKind.Query, "one", typeof(string))
            .OnRequiredActor<Answers>(MessageKind.Query, "pool", typeof(string)));
        builder.Services.AddAkka("host", (akka, _) => akka.WithActorBus().WithActors((system, registry) =>
        {
            registry.Register<Oracle>(system.ActorOf(Props.Create(() => new Oracle(new Answers("one")))));
            registry.Register<Answers>(system.ActorOf(Props.Create(() => new Oracle(new Answers("pool"))).WithRouter(new RoundRobinPool(3))));
        }));
        using var host = builder.Build();
        await host.StartAsync();
        var queries = host.Services.GetRequiredService<IQueryBus>();

        Assert.Equal("x one", await queries.DispatchAsync<string>("x", new Pipeline.DispatchOptions { MessageName = "one" }));
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => queries.DispatchAsync<string>("x", new Pipeline.DispatchOptions { MessageName = "pool" })));

        Assert.All(all, answer => Assert.Equal("x pool", answer));
        await host.StopAsync();
    }

    internal sealed class Answers(string text)
    {
        public string Text => text;

        public List<string> Asked { get; } = [];
    }

    internal sealed class Oracle : ReceiveActor
    {
        public Oracle(Answers answers) => Receive<string>(question =>
        {
            lock (answers.Asked) answers.Asked.Add(question);
            Sender.Tell($"{question} {answers.Text}");
        });
    }
}
