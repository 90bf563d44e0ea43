using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The parent of all handlers of a bus, at <c>handlers</c>.</summary>
/// <remarks>
/// Parent: the bus's actor. Children: a router per handler, each restarted by itself when it fails and replaced when it was stopped; what waits for
/// a handler is not lost by that, what runs fails.
/// </remarks>
internal sealed class HandlersSupervisor : ReceiveActor
{
    private readonly HandlerPools _pools;
    private readonly Dictionary<IActorRef, HandlerPool> _routers = [];

    public HandlersSupervisor(HandlerPools pools)
    {
        _pools = pools;
        Receive<StartPool>(message => Start(message.Pool));
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        _pools.Starter = Self;
        foreach (var pool in _pools.Pools) Start(pool);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        // Escalated by a failure policy: the consumer stops because of it, and no other run has to suffer.
        error => error is HandlerFailedException ? Directive.Resume : Directive.Restart);

    private void OnTerminated(Terminated message)
    {
        if (_routers.Remove(message.ActorRef, out var pool)) Start(pool);
    }

    private void Start(HandlerPool pool)
    {
        // One that was added while the actor started comes twice.
        if (_routers.ContainsValue(pool)) return;
        _routers[Context.Watch(Context.ActorOf(Props.Create(typeof(HandlerRouter), pool), Uri.EscapeDataString(pool.Name)))] = pool;
    }

    /// <summary>A handler was routed to for the first time.</summary>
    internal sealed record StartPool(HandlerPool Pool) : IDeadLetterSuppression;
}
