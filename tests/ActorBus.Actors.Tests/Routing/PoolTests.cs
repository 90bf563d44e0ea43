namespace ActorBus.Actors.Tests.Routing;

public sealed class PoolTests : ActorTest
{
    [Fact]
    public async Task RoundRobinPool_Messages_GoInTurn()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RoundRobinPool(3)));
        var names = new List<string>();
        for (var i = 0; i < 6; i++)
            names.Add(await pool.Ask<string>("who", Limit));
        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names.Take(3), names.Skip(3));
    }

    [Fact]
    public async Task BroadcastPool_Message_GoesToAll()
    {
        var pool = Sys.ActorOf(new BroadcastPool(3).Props(Props.Create(() => new Named())));
        pool.Tell("who", Log.Ref);
        var names = new HashSet<string>();
        for (var i = 0; i < 3; i++)
            names.Add(await Log.Next<string>());
        Assert.Equal(3, names.Count);
    }

    [Fact]
    public async Task Broadcast_AnyPool_GoesToAll()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RandomPool(3)));
        pool.Tell(new Broadcast("who"), Log.Ref);
        var names = new HashSet<string>();
        for (var i = 0; i < 3; i++)
            names.Add(await Log.Next<string>());
        Assert.Equal(3, names.Count);
    }

    [Fact]
    public async Task ConsistentHashingPool_SameKey_SameRoutee()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(
            new ConsistentHashingPool(5, message => message as string)));
        for (var key = 0; key < 20; key++)
        {
            var first = await pool.Ask<string>("key" + key, Limit);
            Assert.Equal(first, await pool.Ask<string>("key" + key, Limit));
            Assert.Equal(first, await pool.Ask<string>(new ConsistentHashableEnvelope("other", "key" + key), Limit));
        }
    }

    [Fact]
    public async Task SmallestMailboxPool_MessagesWaitForOne_TheOtherGetsMore()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new SmallestMailboxPool(2)));
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource<string>();
        pool.Tell(new Block(begun, gate.Task));
        var busy = await begun.Task.WaitAsync(Limit);
        for (var i = 0; i < 3; i++)
            Sys.ActorSelection(pool.Path.ToStringWithoutAddress() + "/" + busy).Tell("wait");
        for (var i = 0; i < 5; i++)
            Assert.NotEqual(busy, await pool.Ask<string>("who", Limit));
        gate.SetResult();
    }

    [Fact]
    public async Task GetRoutees_AddAndRemove_ChangesTheirNumber()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RoundRobinPool(2)));
        Assert.Equal(2, await Members(pool));
        var extra = Sys.ActorOf(Props.Create(() => new Named()));
        pool.Tell(new AddRoutee(Routee.FromActorRef(extra)));
        Assert.Equal(3, await Members(pool));
        pool.Tell(new RemoveRoutee(Routee.FromActorRef(extra)));
        Assert.Equal(2, await Members(pool));
        pool.Tell(new AdjustPoolSize(3));
        Assert.Equal(5, await Members(pool));
    }

    [Fact]
    public async Task RouteeStops_LastOne_RouterStops()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RoundRobinPool(2)));
        pool.Tell(new Broadcast(PoisonPill.Instance));
        await Stopped(pool);
    }

    [Fact]
    public async Task SupervisorStrategy_OfThePool_DecidesAboutRoutees()
    {
        var strategy = new OneForOneStrategy(_ => Directive.Resume);
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RoundRobinPool(1).WithSupervisorStrategy(strategy)));
        var before = await pool.Ask<int>(1, Limit);
        pool.Tell(new InvalidOperationException());
        Assert.Equal(before + 1, await pool.Ask<int>(1, Limit));
    }

    [Fact]
    public async Task DefaultStrategy_RouteeFails_IsRestartedWithTheRouter()
    {
        var pool = Sys.ActorOf(Props.Create(() => new Named()).WithRouter(new RoundRobinPool(1)));
        Assert.Equal(1, await pool.Ask<int>(1, Limit));
        pool.Tell(new InvalidOperationException());
        Assert.Equal(1, await pool.Ask<int>(1, Limit));
    }

    [Fact]
    public async Task RoundRobinGroup_Paths_GoInTurn()
    {
        Sys.ActorOf(Props.Create(() => new Named()), "one");
        Sys.ActorOf(Props.Create(() => new Named()), "two");
        var group = Sys.ActorOf(new RoundRobinGroup("/user/one", "/user/two").Props());
        var names = new[] { await group.Ask<string>("who", Limit), await group.Ask<string>("who", Limit) };
        Assert.Equal(["one", "two"], names.Order());
    }

    private static async Task<int> Members(IActorRef pool) => (await pool.Ask<Routees>(new GetRoutees(), Limit)).Members.Count();

    private sealed record Block(TaskCompletionSource<string> Begun, Task Until);

    private sealed class Named : ReceiveActor
    {
        private int _count;

        public Named()
        {
            Receive<string>(_ => Sender.Tell(Self.Path.Name));
            Receive<int>(_ => Sender.Tell(++_count));
            Receive<Exception>(failure => throw failure);
            Receive<Block>(block =>
            {
                block.Begun.SetResult(Self.Path.Name);
                block.Until.Wait();
            });
        }
    }
}
