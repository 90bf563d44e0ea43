namespace ActorBus.Tests.Actors.Differences;

/// <summary>Akka.Hosting keeps nobody after a failed look-up.</summary>
public class RequiredActorTests : TestKit
{
    [Fact]
    public void ActorRef_RegisteredAfterAFailedLookup_IsFoundThen()
    {
        var registry = ActorRegistry.For(Sys);
        var required = new RequiredActor<string>(registry);
        Assert.Throws<MissingActorRegistryEntryException>(() => required.ActorRef);
        registry.Register<string>(TestActor);

        Assert.Equal(TestActor, required.ActorRef);
    }
}
