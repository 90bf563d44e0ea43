namespace ActorBus.Actors.Tests.Differences;

/// <summary>A router class of one's own, by the name that the configuration gives it. Akka.NET's wants a surrogate for the wire besides.</summary>
public sealed class CustomRouterTests() : ActorTest($$"""
    akka.actor.router.type-mapping {
      own-answer = "{{typeof(Answering).AssemblyQualifiedName}}"
      none = "ActorBus.NoSuchRouter, ActorBus"
    }
    akka.actor.deployment {
      /own { router = own-answer, answer = yes }
      /none { router = none }
      /unknown { router = unknown }
    }
    """)
{
    [Fact]
    public async Task FromConfig_MappedClass_GetsItsSectionAndRoutes()
    {
        var router = Sys.ActorOf(Props.Empty.WithRouter(FromConfig.Instance), "own");
        Assert.Equal("yes", await router.Ask<string>("question", Limit));
        Assert.Empty((await router.Ask<Routees>(GetRoutees.Instance, Limit)).Members);
    }

    [Theory]
    [InlineData("none", "ActorBus.NoSuchRouter")]
    [InlineData("unknown", "has no class; it has ")]
    public void FromConfig_NoClass_IsRefused(string name, string reason)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Empty.WithRouter(FromConfig.Instance), name));
        Assert.Contains("akka.actor.router.type-mapping", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private sealed class Answering(Config config) : CustomRouterConfig
    {
        public override Router CreateRouter(ActorSystem system) => new(new Logic(config.GetString("answer")!));
    }

    private sealed class Logic(string answer) : RoutingLogic
    {
        public override Routee Select(object message, Routee[] routees) => new Reply(answer);
    }

    private sealed class Reply(string answer) : Routee
    {
        public override void Send(object message, IActorRef? sender) => sender?.Tell(answer);
    }
}
