namespace ActorBus.Actors.Tests.Routing;

/// <summary>Routers that are partly configured and partly code.</summary>
public sealed class ConfiguredRoutingTests() : ActorTest("""
    akka.actor.deployment {
      /stops { router = round-robin-pool, nr-of-instances = 2 }
      /hashes { router = consistent-hashing-pool, nr-of-instances = 3 }
      /grows { router = round-robin-pool, nr-of-instances = 1 }
      /pinned { router = round-robin-pool, nr-of-instances = 1, pool-dispatcher { type = PinnedDispatcher } }
    }
    """)
{
    [Fact]
    public async Task FromConfig_WithStrategy_SupervisesByIt()
    {
        var strategy = new OneForOneStrategy(_ =>
        {
            Log.Ref.Tell("asked");
            return Directive.Stop;
        });
        var pool = Sys.ActorOf(Props.Create(() => new Failing()).WithRouter(FromConfig.Instance.WithSupervisorStrategy(strategy)), "stops");
        pool.Tell("fail");
        await Log.Expect("asked");
    }

    [Fact]
    public async Task ConfiguredPool_MappingInCode_IsUsed()
    {
        var router = new ConsistentHashingPool(1, message => message is string text ? text[..1] : null!);
        var pool = Sys.ActorOf(Props.Create(() => new Failing()).WithRouter(router), "hashes");
        foreach (var key in new[] { "a", "b", "c", "d" })
        {
            var routee = await pool.Ask<string>(key + "1", Limit);
            Assert.Equal(routee, await pool.Ask<string>(key + "2", Limit));
            Assert.Equal(routee, await pool.Ask<string>(key + "3", Limit));
        }
    }

    [Fact]
    public async Task ConfiguredPool_ResizerInCode_IsUsed()
    {
        var router = new RoundRobinPool(1, new DefaultResizer(4, 5));
        var pool = Sys.ActorOf(Props.Create(() => new Failing()).WithRouter(router), "grows");
        Assert.Equal(4, (await pool.Ask<Routees>(GetRoutees.Instance, Limit)).Members.Count());
    }

    [Fact]
    public async Task PoolDispatcher_Path_NamesIt()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Failing()).WithRouter(FromConfig.Instance), "pinned");
        Assert.Equal("akka.actor.deployment./pinned.pool-dispatcher", await pool.Ask<string>("dispatcher", Limit));
    }

    [Fact]
    public void AddRoutee_ThatIsThere_ChangesNothing()
    {
        var router = new Router(new RoundRobinRoutingLogic(), Log.Ref).AddRoutee(Log.Ref);
        Assert.Single(router.Routees);
        router = router.AddRoutee(Sys.ActorSelection("/user/other")).AddRoutee(Sys.ActorSelection("/user/other"));
        Assert.Equal(2, router.Routees.Count());
        Assert.Single(router.RemoveRoutee(Sys.ActorSelection("/user/other")).Routees);
    }

    [Fact]
    public async Task Routee_Asked_Replies()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Failing()), "asked");
        Assert.Equal("asked", await Routee.FromActorRef(actor).Ask("who", Limit)!);
        Assert.Equal("asked", await new ActorSelectionRoutee(Sys.ActorSelection("/user/asked")).Ask("who", Limit)!);
    }

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("as told");
            Sender.Tell(message is "dispatcher" ? Context.Dispatcher.Id : Self.Path.Name);
        }
    }
}
