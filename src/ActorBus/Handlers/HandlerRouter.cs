using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The router of one handler, at <c>handlers/(name)</c>.</summary>
/// <remarks>
/// Parent: the bus's handlers actor. Children: one routee per place in the pool, and one more for each run that must not wait.
/// A routee whose handler failed is restarted, with fresh state; one that died is replaced. When the router itself is
/// restarted all routees are made anew; runs that wait stay in the pool.
/// </remarks>
internal sealed class HandlerRouter : ReceiveActor
{
    private readonly HandlerPool _pool;
    private readonly Dictionary<IActorRef, RouteeSlot> _routees = [];

    public HandlerRouter(HandlerPool pool)
    {
        _pool = pool;
        Receive<RunApart>(OnRunApart);
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        _pool.Router = Self;
        foreach (var slot in _pool.Slots) Start(slot);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        -1, -1,
        error =>
        {
            // The handler's own failure is the caller's business; everything else is a failure of the routee.
            if (error is not HandlerFailedException) _pool.Log.RouteeFailed(_pool.Name, error);
            return Directive.Restart;
        },
        loggingEnabled: false);

    private void OnRunApart(RunApart run) => Context.ActorOf(RouteeProps(null)).Tell(run.Flow, ActorRefs.NoSender);

    private void OnTerminated(Terminated message)
    {
        if (_routees.Remove(message.ActorRef, out var slot)) Start(slot);
    }

    private void Start(RouteeSlot slot) => _routees[Context.Watch(Context.ActorOf(RouteeProps(slot)))] = slot;

    private Props RouteeProps(RouteeSlot? slot) => _pool.Handler?.Actor is { } actor
        ? Props.Create(typeof(ActorRoutee), actor, slot)
        : Props.Create(typeof(Routee), slot);

    /// <summary>A run that must not wait for a free routee.</summary>
    internal sealed record RunApart(MessageFlow Flow) : IDeadLetterSuppression;
}
