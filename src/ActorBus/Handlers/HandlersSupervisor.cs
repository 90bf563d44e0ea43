using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The parent of all handlers of a bus, at <c>handlers</c>.</summary>
/// <remarks>
/// Parent: the bus's actor. Children: a router per handler, each restarted by itself when it fails. When this actor is restarted they are too; what
/// waits for a handler is not lost by that, what runs fails. A stop is intended: when a router is stopped, so is this actor, and with it the bus.
/// </remarks>
internal sealed class HandlersSupervisor : ReceiveActor
{
    private readonly HandlerPools _pools;

    public HandlersSupervisor(HandlerPools pools)
    {
        _pools = pools;
        Receive<StartPool>(message => Start(message.Pool));
        Receive<Terminated>(_ => Context.Stop(Self));
    }

    protected override void PreStart()
    {
        _pools.Starter = Self;
        foreach (var pool in _pools.Pools) Start(pool);
    }

    // The routers stay, with what they know of their routees.
    protected override void PreRestart(Exception reason, object? message)
    {
    }

    // The message that failed may have been one that asks for a router.
    protected override void PostRestart(Exception reason) => PreStart();

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackoff(
        TimeProvider.System, _pools.Log,
        // Escalated by a failure policy: the consumer stops because of it, and no other run has to suffer.
        error => error is HandlerFailedException ? Directive.Resume : Directive.Restart,
        _pools.Troubles.Report);

    private void Start(HandlerPool pool)
    {
        var name = Uri.EscapeDataString(pool.Name);
        // One that was added while the actor started comes twice.
        if (Context.Child(name).IsNobody()) Context.Watch(Context.ActorOf(Props.Create(typeof(HandlerRouter), pool), name));
    }

    /// <summary>A handler was routed to for the first time.</summary>
    internal sealed record StartPool(HandlerPool Pool) : IDeadLetterSuppression;
}
