using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The router of one handler, at <c>handlers/(name)</c>.</summary>
/// <remarks>
/// Parent: the bus's handlers actor. Children: one routee per place in the pool, and one more for each run that must not wait.
/// What becomes of a routee whose handler failed, and of the message, is decided by <see cref="FailurePolicyStrategy"/>; one that was stopped is
/// replaced, and gets what was given to it and had not begun. When the router itself is restarted its routees are too; runs that wait stay in the pool.
/// </remarks>
internal sealed class HandlerRouter : ReceiveActor
{
    private readonly HandlerPool _pool;
    private readonly Dictionary<string, RouteeSlot> _slots;

    public HandlerRouter(HandlerPool pool)
    {
        _pool = pool;
        _slots = pool.Slots.Select((slot, index) => (slot, index)).ToDictionary(one => $"routee-{one.index + 1}", one => one.slot, StringComparer.Ordinal);
        Receive<RunApart>(OnRunApart);
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        foreach (var name in _slots.Keys) Start(name);
        _pool.Router = Self;
    }

    // The routees stay: they are restarted, each in its place.
    protected override void PreRestart(Exception reason, object? message)
    {
        if (message is RunApart run) run.Flow.Abort(Self, "failed before it ran the handler", reason);
    }

    protected override void PostRestart(Exception reason)
    {
        foreach (var name in _slots.Keys.Where(name => Context.Child(name).IsNobody())) Start(name);
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
        if (_slots.ContainsKey(message.ActorRef.Path.Name)) Start(message.ActorRef.Path.Name);
    }

    private void Start(string name) => Context.Watch(Context.ActorOf(RouteeProps(_slots[name]), name));

    private Props RouteeProps(RouteeSlot? slot) => _pool.Handler?.ActorSource is { } actor
        ? Props.Create(typeof(ActorRoutee), actor, _pool, slot)
        : Props.Create(typeof(Routee), slot);

    /// <summary>A run that must not wait for a free routee.</summary>
    internal sealed record RunApart(MessageFlow Flow) : IDeadLetterSuppression;
}
