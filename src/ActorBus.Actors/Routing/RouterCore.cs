namespace ActorBus.Actors.Routing;

/// <summary>What the reference of a router and the actor behind it share: the current router and how routees are made.</summary>
internal sealed class RouterCore
{
    private static readonly TimeSpan StopDelay = TimeSpan.FromMilliseconds(100);

    private readonly Props _routeeProps;
    private ActorCell? _cell;
    private volatile Router? _router;
    private long _messages;
    private int _resizing;

    public RouterCore(Props props)
    {
        Config = props.RouterConfig;
        var pool = Config as Pool;
        _routeeProps = props.WithRouter(NoRouter.Instance);
        RouterProps = Props.CreateBy(new RouterProducer(Config)).WithDispatcher(
            Config.RouterDispatcher == Dispatchers.DefaultDispatcherId ? "" : Config.RouterDispatcher);
        Resizer = pool?.Resizer;
    }

    public RouterConfig Config { get; }

    public Props RouterProps { get; }

    public Resizer? Resizer { get; }

    public Router Router => _router!;

    /// <summary>Makes the first routees, on the thread that creates the router.</summary>
    public void Start(ActorCell cell)
    {
        _cell = cell;
        _router = Config.CreateRouter(cell.System);
        _router.DeadLetters = cell.System.DeadLetters;
        switch (Config)
        {
            case Pool pool:
                Add(NewRoutees(pool.GetNrOfInstances(cell.System)));
                if (Resizer is not null)
                    ResizeNow();
                break;
            case Group group:
                Add(group.GetPaths(cell.System).Select(path => (Routee)new ActorSelectionRoutee(cell.ActorSelection(path))).ToArray());
                break;
        }
    }

    /// <summary>True when every message of this type goes to a routee as it is, whatever it contains.</summary>
    public bool IsOrdinary(object message) =>
        Config.GetType().Assembly == typeof(RouterCore).Assembly && message is not (Broadcast or RouterEnvelope);

    public void Route(object message, IActorRef? sender)
    {
        if (Resizer is not null)
            CountForResizer(Resizer);
        Router.Route(message, sender);
    }

    /// <summary>As <see cref="Route"/>, for messages that <see cref="IsOrdinary"/>.</summary>
    public void RouteOrdinary(object message, IActorRef? sender)
    {
        if (Resizer is not null)
            CountForResizer(Resizer);
        Router.RouteOrdinary(message, sender);
    }

    private void CountForResizer(Resizer resizer)
    {
        if (resizer.IsTimeForResize(Interlocked.Increment(ref _messages)) && Interlocked.Exchange(ref _resizing, 1) == 0)
            _cell!.Mailbox.Enqueue(new Resize(), null);
    }

    public Routee[] NewRoutees(int count)
    {
        var routees = new Routee[Math.Max(0, count)];
        for (var i = 0; i < routees.Length; i++)
            routees[i] = new ActorRefRoutee(_cell!.ActorOf(_routeeProps));
        return routees;
    }

    public void Add(Routee[] routees)
    {
        foreach (var routee in routees)
        {
            if (routee is ActorRefRoutee actor)
                _cell!.Watch(actor.Actor);
        }

        _router = Router.WithRoutees([.. Router.Members, .. routees]);
    }

    public void Remove(Routee[] routees, bool stopChildren)
    {
        _router = Router.WithRoutees(Router.Members.Except(routees).ToArray());
        foreach (var routee in routees.OfType<ActorRefRoutee>())
        {
            _cell!.Unwatch(routee.Actor);
            if (stopChildren && _cell.Children.Stats(routee.Actor) is not null)
                _cell.System.Scheduler.ScheduleTellOnce(StopDelay, routee.Actor, PoisonPill.Instance, _cell.Self);
        }
    }

    public void ResizeNow()
    {
        Volatile.Write(ref _resizing, 0);
        var change = Resizer!.Resize(Router.Members);
        if (change > 0)
            Add(NewRoutees(change));
        else if (change < 0)
            Remove(Router.Members.TakeLast(-change).ToArray(), stopChildren: true);
    }
}
