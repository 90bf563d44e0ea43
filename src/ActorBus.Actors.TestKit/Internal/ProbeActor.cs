using System.Threading.Channels;

namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Puts what it receives into the queue of a test.</summary>
/// <remarks>A child of the system guardian; supervises what ChildActorOf creates. Its state is lost with a restart, which nothing causes.</remarks>
internal sealed class ProbeActor : ActorBase
{
    private readonly ChannelWriter<MessageEnvelope> _queue;
    private readonly ChildStrategies _strategies = new();
    private AutoPilot _autoPilot = AutoPilot.NoAutoPilot;
    private Func<object, bool> _ignores = _ => false;

    public ProbeActor(ChannelWriter<MessageEnvelope> queue) => _queue = queue;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(failure => _strategies.Decide(Sender, failure));

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore setting:
                _ignores = setting.Ignores;
                break;
            case SetAutoPilot setting:
                _autoPilot = setting.AutoPilot;
                break;
            case WatchActor order:
                Context.Watch(order.Actor);
                Sender.Tell(order.Actor, Self);
                break;
            case UnwatchActor order:
                Context.Unwatch(order.Actor);
                Sender.Tell(order.Actor, Self);
                break;
            case Spawn order:
                var child = order.Name is null ? Context.ActorOf(order.Props) : Context.ActorOf(order.Props, order.Name);
                _strategies.Add(child, order.Strategy);
                Sender.Tell(child, Self);
                break;
            default:
                Take(message);
                break;
        }

        return true;
    }

    private void Take(object message)
    {
        var sender = Sender;
        var next = _autoPilot.Run(sender, message);
        _autoPilot = next is KeepRunning ? _autoPilot : next;
        if (!_ignores(message))
            _queue.TryWrite(new RealMessageEnvelope(message, sender));
    }

    internal sealed record SetIgnore(Func<object, bool> Ignores) : INoSerializationVerificationNeeded;

    internal sealed record SetAutoPilot(AutoPilot AutoPilot) : INoSerializationVerificationNeeded;

    internal sealed record WatchActor(IActorRef Actor) : INoSerializationVerificationNeeded;

    internal sealed record UnwatchActor(IActorRef Actor) : INoSerializationVerificationNeeded;

    internal sealed record Spawn(Props Props, string? Name, SupervisorStrategy? Strategy) : INoSerializationVerificationNeeded;
}
