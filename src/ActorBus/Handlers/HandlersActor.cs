namespace ActorBus.Handlers;

/// <summary>The parent of all handlers of a bus, at <c>handlers</c>.</summary>
/// <remarks>
/// Parent: the bus's actor. Children: a router per handler, each restarted by itself when it fails and replaced when it was stopped; what waits for
/// a handler is not lost by that, what runs fails.
/// </remarks>
internal sealed class HandlersActor : ReceiveActor
{
    private readonly IReadOnlyList<HandlerPool> _pools;
    private readonly Dictionary<IActorRef, HandlerPool> _routers = [];

    public HandlersActor(IReadOnlyList<HandlerPool> pools)
    {
        _pools = pools;
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        foreach (var pool in _pools) Start(pool);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void OnTerminated(Terminated message)
    {
        if (_routers.Remove(message.ActorRef, out var pool)) Start(pool);
    }

    private void Start(HandlerPool pool) =>
        _routers[Context.Watch(Context.ActorOf(Props.Create(typeof(HandlerRouter), pool), Uri.EscapeDataString(pool.Name)))] = pool;
}
