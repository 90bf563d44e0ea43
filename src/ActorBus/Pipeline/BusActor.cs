using ActorBus.Handlers;
using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>The supervising actor of one bus; dispatches the messages that it is told and replies to their senders.</summary>
/// <remarks>
/// Parent: the guardian. Children: the phases and the handlers, each restarted by itself (OneForOne: a phase has no state that its siblings depend
/// on). When the bus's actor is restarted they are too, and keep what is in their mailboxes. A stop is intended: when one of them is stopped, so is the
/// bus.
/// </remarks>
internal sealed class BusActor : ReceiveActor
{
    private const string Handlers = "handlers";
    private readonly MessageBus _bus;

    public BusActor(MessageBus bus)
    {
        _bus = bus;
        Receive<Terminated>(OnTerminated);
        ReceiveAny(OnMessage);
    }

    protected override void PreStart()
    {
        for (var phase = 0; phase < DefaultPipeline.PhaseNames.Length; phase++)
            _bus.BindPhase(phase, Context.Watch(Context.ActorOf(Props.Create(typeof(PhaseActor), phase), DefaultPipeline.PhaseNames[phase])));
        Context.Watch(Context.ActorOf(Props.Create(typeof(HandlersSupervisor), _bus.Handlers), Handlers));
    }

    // The children stay, with what waits in their mailboxes.
    protected override void PreRestart(Exception reason, object? message)
    {
        if (message is not (null or Kill) && !Sender.Equals(Context.System.DeadLetters)) Sender.Tell(new Status.Failure(reason));
    }

    protected override void PostRestart(Exception reason)
    {
    }

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackoff(TimeProvider.System, _bus.Log, onPause: _bus.Troubles.Report);

    private void OnMessage(object message)
    {
        // Told without a sender, the sender is where dead letters go: nobody reads replies there.
        var asker = Sender.Equals(Context.System.DeadLetters) ? ActorRefs.Nobody : Sender;
        _bus.Begin(message, null, new ReplyCompletion(asker, Self), CancellationToken.None);
    }

    private void OnTerminated(Terminated message)
    {
        _bus.Log.PartStopped(message.ActorRef.Path.ToStringWithoutAddress(), _bus.Name);
        Context.Stop(Self);
    }
}
