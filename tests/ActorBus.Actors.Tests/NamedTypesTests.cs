namespace ActorBus.Actors.Tests;

/// <summary>Classes of one's own that the configuration names.</summary>
public sealed class NamedTypesTests() : ActorTest($$"""
    akka.actor.guardian-supervisor-strategy = "{{typeof(Stopping).AssemblyQualifiedName}}"
    akka.extensions = ["{{typeof(GreetingId).AssemblyQualifiedName}}"]
    """)
{
    [Fact]
    public async Task GuardianStrategy_TopLevelActorFails_Decides()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Failing()));
        actor.Tell(new FormatException());
        await Stopped(actor);
    }

    [Fact]
    public async Task GuardianStrategy_OtherFailure_IsResumed()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Failing()));
        actor.Tell(new InvalidOperationException());
        Assert.Equal("here", await actor.Ask<string>("where", Limit));
    }

    [Fact]
    public void Extensions_SystemStarts_AreLoaded()
    {
        Assert.True(Sys.HasExtension<Greeting>());
        Assert.Equal("hello from test", Sys.GetExtension<Greeting>().Text);
    }

    public sealed class Stopping : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() =>
            new OneForOneStrategy(failure => failure is FormatException ? Directive.Stop : Directive.Resume);
    }

    public sealed class Greeting(string text) : IExtension
    {
        public string Text => text;
    }

    public sealed class GreetingId : ExtensionIdProvider<Greeting>
    {
        public override Greeting CreateExtension(ExtendedActorSystem system) => new("hello from " + system.Name);
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing()
        {
            Receive<Exception>(failure => throw failure);
            Receive<string>(_ => Sender.Tell("here"));
        }
    }
}
