namespace ActorBus.Actors.Tests;

public sealed class ActorSelectionTests : ActorTest
{
    [Theory]
    [InlineData("/user/parent/a", "a")]
    [InlineData("akka://test/user/parent/b", "b")]
    [InlineData("/user/par*/?", "a b")]
    [InlineData("/user/parent/*", "a b")]
    [InlineData("/user/parent/a/../b", "b")]
    [InlineData("user/parent/a", "a")]
    [InlineData("/user/parent/**", "a b")]
    public async Task Tell_Path_ReachesTheActorsThere(string path, string names)
    {
        await Family();
        Sys.ActorSelection(path).Tell("ping", Log.Ref);
        var answers = new SortedSet<string>();
        while (answers.Count < names.Split(' ').Length)
            answers.Add(await Log.Next<string>());
        Assert.Equal(names, string.Join(' ', answers));
    }

    [Fact]
    public async Task ResolveOne_ActorExists_GivesItsReference()
    {
        var parent = await Family();
        Assert.Equal(parent, await Sys.ActorSelection("/user/parent").ResolveOne(Limit));
    }

    [Fact]
    public async Task ResolveOne_NobodyThere_Fails() =>
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(1)));

    [Fact]
    public async Task Tell_NobodyThere_BecomesDeadLetter()
    {
        var dead = Events<DeadLetter>();
        Sys.ActorSelection("/user/nobody").Tell("lost");
        Assert.Equal("lost", WrappedMessage.Unwrap((await dead.Next<DeadLetter>()).Message));
    }

    [Fact]
    public async Task Identify_ActorExists_AnswersWithItsReference()
    {
        var parent = await Family();
        var identity = await parent.Ask<ActorIdentity>(new Identify("id"), Limit);
        Assert.Equal("id", identity.MessageId);
        Assert.Equal(parent, identity.Subject);
    }

    [Fact]
    public async Task Identify_AllBelowAnActorWithoutChildren_IsNotAnswered()
    {
        await Family();
        Sys.ActorSelection("/user/parent/a/**").Tell(new Identify("id"), Log.Ref);
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task Identify_DeadLetters_SaysNobody()
    {
        Sys.DeadLetters.Tell(new Identify(1), Log.Ref);
        Assert.Same(ActorRefs.Nobody, (await Log.Next<ActorIdentity>()).Subject);
        Sys.ActorSelection("/user/nobody").Tell(new Identify(2), Log.Ref);
        Assert.Null((await Log.Next<ActorIdentity>()).Subject);
        Assert.True(Sys.DeadLetters.IsNobody());
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo://user")]
    public async Task Identify_NoPathAtAll_SaysNobody(string path)
    {
        Sys.ActorSelection(path).Tell(new Identify(1), Log.Ref);
        Assert.Same(ActorRefs.Nobody, (await Log.Next<ActorIdentity>()).Subject);
    }

    [Fact]
    public async Task Identify_GuardiansAndRoot_AnswersWithThem()
    {
        var system = (ExtendedActorSystem)Sys;
        foreach (var (path, actor) in new[] { ("/", system.LookupRoot), ("..", system.LookupRoot), ("/user/", system.Guardian), ("system", system.SystemGuardian) })
            Assert.Equal(actor, await Sys.ActorSelection(path).ResolveOne(Limit));
        Assert.Equal(system.LookupRoot, await Sys.ActorSelection(new RootActorPath(new Address("akka", "test"))).ResolveOne(Limit));
    }

    [Fact]
    public async Task Identify_PathOfAnotherSystem_FindsNobodyHere()
    {
        var parent = await Family();
        Sys.ActorSelection(new RootActorPath(new Address("akka", "another")) / parent.Path.Elements).Tell(new Identify(1), Log.Ref);
        Assert.NotEqual(parent, (await Log.Next<ActorIdentity>()).Subject);
    }

    [Fact]
    public async Task Tell_PatternWithOneMatchThenNobody_BecomesDeadLetter()
    {
        await Family();
        var dead = Events<DeadLetter>();
        Sys.ActorSelection("/user/par*/nobody").Tell("lost", Log.Ref);
        var letter = await dead.Next<DeadLetter>();
        Assert.Equal("lost", letter.Message);
        Assert.Equal(Log.Ref, letter.Sender);
        Sys.ActorSelection("/user/par*/nobody").Tell(new Identify(1), Log.Ref);
        Assert.Null((await Log.Next<ActorIdentity>()).Subject);
    }

    [Fact]
    public async Task Tell_PatternWithSeveralMatchesThenNobody_IsDropped()
    {
        await Family();
        var dead = Events<DeadLetter>();
        Sys.ActorSelection("/user/parent/*/nobody").Tell("lost", Log.Ref);
        Sys.ActorSelection("/user/parent/*/nobody").Tell(new Identify(1), Log.Ref);
        await dead.ExpectNothingBefore("marker");
        await Log.ExpectNothingBefore("marker");
    }

    [Fact]
    public async Task ResolveOne_Cancelled_FindsNone()
    {
        await Family();
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => Sys.ActorSelection("/user/parent/a/**").ResolveOne(Limit, new CancellationToken(canceled: true)).WaitAsync(Limit));
    }

    [Fact]
    public async Task Selections_SamePath_AreEqual()
    {
        var parent = await Family();
        var selection = new ActorSelection(parent, "../*/hello");
        Assert.Equal(new ActorSelection(parent, "../*/hello"), selection);
        Assert.NotEqual(new ActorSelection(parent, "../*/hell"), selection);
        Assert.Equal($"ActorSelection[Anchor(akka://test/user/parent#{parent.Path.Uid}), Path(/../*/hello)]", selection.ToString());
    }

    private async Task<IActorRef> Family()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent()), "parent");
        await parent.Ask<ActorIdentity>(new Identify(1), Limit);
        return parent;
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent()
        {
            Context.ActorOf(Props.Create(() => new Child()), "a");
            Context.ActorOf(Props.Create(() => new Child()), "b");
        }
    }

    private sealed class Child : ReceiveActor
    {
        public Child() => Receive<string>(_ => Sender.Tell(Self.Path.Name));
    }
}
