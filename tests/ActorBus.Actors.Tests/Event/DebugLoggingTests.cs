namespace ActorBus.Actors.Tests.Event;

/// <summary>What <c>akka.actor.debug</c> lets the engine say about actors.</summary>
public sealed class DebugLoggingTests() : ActorTest("""
    akka.loglevel = DEBUG
    akka.actor.debug { receive = on, autoreceive = on, lifecycle = on, event-stream = on, unhandled = on, log-timers = on }
    """)
{
    [Fact]
    public async Task Unhandled_MessageNobodyHandles_IsLogged()
    {
        var entries = Events<Debug>();
        Sys.ActorOf(Props.Create(() => new Plain()), "plain").Tell("unknown", Log.Ref);

        var entry = await Find(entries, "Unhandled message from");
        Assert.Contains("unknown", entry.Message.ToString(), StringComparison.Ordinal);
        Assert.Contains(Log.Ref.Path.ToString(), entry.Message.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/user/plain", entry.LogSource, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AutoReceive_PoisonPill_IsLogged()
    {
        var entries = Events<Debug>();
        Sys.ActorOf(Props.Create(() => new Plain())).Tell(PoisonPill.Instance);
        Assert.Contains("PoisonPill", (await Find(entries, "received AutoReceiveMessage")).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lifecycle_FromStartToEnd_IsLogged()
    {
        var entries = Events<Debug>();
        var actor = Sys.ActorOf(Props.Create(() => new Plain()), "life");
        await Find(entries, "started", "life");
        var watching = Sys.ActorOf(Props.Create(() => new Watching(actor)));
        await Find(entries, "now watched by", "life");
        watching.Tell("unwatch");
        await Find(entries, "no longer watched by", "life");
        actor.Tell("fail");
        await Find(entries, "restarting", "life");
        await Find(entries, "restarted", "life");
        Sys.Stop(actor);
        await Find(entries, "stopped", "life");
    }

    [Fact]
    public async Task Lifecycle_Child_IsSupervised()
    {
        var entries = Events<Debug>();
        var actor = Sys.ActorOf(Props.Create(() => new Plain()));
        await Find(entries, $"now supervising {actor.Path}");
    }

    [Fact]
    public async Task Receive_MarkedActor_SaysWhatItReceives()
    {
        var entries = Events<Debug>();
        var actor = Sys.ActorOf(Props.Create(() => new Marked()), "marked");
        actor.Tell("known", Log.Ref);
        Assert.Contains("known", (await Find(entries, "received handled message", "marked")).Message.ToString(), StringComparison.Ordinal);
        actor.Tell(1, Log.Ref);
        await Find(entries, "received unhandled message", "marked");
        actor.Tell("become", Log.Ref);
        actor.Tell(2, Log.Ref);
        Assert.Contains("2", (await Find(entries, "received handled message 2", "marked")).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EventStream_Subscriptions_AreLogged()
    {
        var entries = Events<Debug>();
        Sys.EventStream.Subscribe(Log.Ref, typeof(string));
        await Find(entries, $"subscribing {Log.Ref} to channel {typeof(string)}");
        Sys.EventStream.Unsubscribe(Log.Ref, typeof(string));
        await Find(entries, $"unsubscribing {Log.Ref} from channel {typeof(string)}");
    }

    [Fact]
    public async Task Timers_Start_IsLogged()
    {
        var entries = Events<Debug>();
        Sys.ActorOf(Props.Create(() => new Timed()));
        await Find(entries, "Start timer [tick]");
    }

    private static async Task<Debug> Find(Recorder entries, string start, string source = "")
    {
        while (true)
        {
            var entry = await entries.Next<Debug>();
            if (entry.Message.ToString()!.StartsWith(start, StringComparison.OrdinalIgnoreCase) && entry.LogSource.EndsWith(source, StringComparison.Ordinal))
                return entry;
        }
    }

    private sealed class Plain : ActorBase
    {
        protected override bool Receive(object message) => message is "fail" ? throw new InvalidOperationException("as told") : false;
    }

    private sealed class Marked : ActorBase, ILogReceive
    {
        protected override bool Receive(object message)
        {
            if (message is "become")
                Become(_ => true);
            return message is string;
        }
    }

    private sealed class Watching : UntypedActor
    {
        private readonly IActorRef _subject;

        public Watching(IActorRef subject) => _subject = Context.Watch(subject);

        protected override void OnReceive(object message) => Context.Unwatch(_subject);
    }

    private sealed class Timed : UntypedActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartSingleTimer("tick", "tick", TimeSpan.FromMinutes(1));

        protected override void OnReceive(object message)
        {
        }
    }
}
