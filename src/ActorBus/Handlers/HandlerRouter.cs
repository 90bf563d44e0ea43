using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The router of one handler, at <c>handlers/(name)</c>.</summary>
/// <remarks>
/// Parent: the bus's handlers actor. Children: one routee per place in the pool, and one more for each run that must not wait.
/// What becomes of a routee whose handler failed, and of the message, is decided by <see cref="FailurePolicyStrategy"/>; one that died is replaced.
/// When the router itself is restarted all routees are made anew; runs that wait stay in the pool.
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

    protected override SupervisorStrategy SupervisorStrategy() => new FailurePolicyStrategy(
        _pool, error => (error as HandlerFailedException)?.Failure,
        (routee, _, goesOn) =>
        {
            if (goesOn) routee.Tell(Routee.GoOn.Instance, ActorRefs.NoSender);
        });

    private void OnRunApart(RunApart run) => Context.ActorOf(RouteeProps(null)).Tell(run.Flow, ActorRefs.NoSender);

    private void OnTerminated(Terminated message)
    {
        if (_routees.Remove(message.ActorRef, out var slot)) Start(slot);
    }

    private void Start(RouteeSlot slot) => _routees[Context.Watch(Context.ActorOf(RouteeProps(slot)))] = slot;

    private Props RouteeProps(RouteeSlot? slot) => _pool.Handler?.ActorSource is { } actor
        ? Props.Create(typeof(ActorRoutee), actor, _pool, slot)
        : Props.Create(typeof(Routee), slot);

    /// <summary>A run that must not wait for a free routee.</summary>
    internal sealed record RunApart(MessageFlow Flow) : IDeadLetterSuppression;
}
