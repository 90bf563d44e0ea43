using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Tests.Actors.DependencyInjection;

public class DependencyResolverTests() : TestKit(
    DependencyResolverSetup.Create(new ServiceCollection()
        .AddSingleton<Greeting>()
        .AddScoped<Visit>()
        .BuildServiceProvider()).And(BootstrapSetup.Create()))
{
    private DependencyResolver Resolver => DependencyResolver.For(Sys);

    [Fact]
    public void Props_ServicesAndArguments_AreGivenToTheConstructor()
    {
        Sys.ActorOf(Resolver.Props<Greeter>("Anna")).Tell("greet");
        ExpectMsg("Hello Anna");
        Sys.ActorOf(Resolver.Props(typeof(Greeter), "Bert")).Tell("greet");
        ExpectMsg("Hello Bert");
        Sys.ActorOf(Resolver.Props<Plain>()).Tell("greet");
        ExpectMsg("Hello");
    }

    [Fact]
    public void Props_Restart_MakesTheActorAnew()
    {
        var greeter = Sys.ActorOf(Resolver.Props<Greeter>("Anna"));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => greeter.Tell("fail"));
        greeter.Tell("greet");

        ExpectMsg("Hello Anna");
    }

    [Fact]
    public void Props_NoActor_IsRefused() => Assert.Throws<ArgumentException>(() => Resolver.Props(typeof(Greeting)));

    [Fact]
    public void CreateScope_ScopedService_EndsWithTheScope()
    {
        var resolver = Resolver.Resolver;
        Visit visit;
        using (var scope = resolver.CreateScope())
        {
            visit = scope.Resolver.GetService<Visit>();
            Assert.Same(visit, scope.Resolver.GetService(typeof(Visit)));
            Assert.False(visit.IsOver);
        }

        Assert.True(visit.IsOver);
    }

    [Fact]
    public void For_NoSetup_SaysWhatToDo()
    {
        using var system = ActorSystem.Create("without");

        Assert.Contains(
            nameof(DependencyResolverSetup),
            Assert.Throws<ConfigurationException>(() => DependencyResolver.For(system)).Message,
            StringComparison.Ordinal);
    }

    private sealed class Greeting
    {
        public string Text { get; } = "Hello";
    }

    private sealed class Visit : IDisposable
    {
        public bool IsOver { get; private set; }

        public void Dispose() => IsOver = true;
    }

    private sealed class Greeter : ReceiveActor
    {
        public Greeter(Greeting greeting, string name)
        {
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("as told"));
            Receive<string>(_ => Sender.Tell($"{greeting.Text} {name}"));
        }
    }

    private sealed class Plain : ReceiveActor
    {
        public Plain(Greeting greeting) => ReceiveAny(_ => Sender.Tell(greeting.Text));
    }
}
