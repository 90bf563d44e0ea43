using ActorBus.Handlers;
using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>The supervising actor of one bus; dispatches the messages that it is told and replies to their senders.</summary>
/// <remarks>
/// Parent: the guardian. Children: the phases and the handlers, each restarted by itself (OneForOne: a phase has no state that its
/// siblings depend on) and made anew when it was stopped. When the bus's actor is restarted all of them are; what waits for a
/// handler is not lost by that.
/// </remarks>
internal sealed class BusActor : ReceiveActor
{
    private const string Handlers = "handlers";
    private readonly MessageBus _bus;
    private readonly Dictionary<IActorRef, int> _phases = [];

    public BusActor(MessageBus bus)
    {
        _bus = bus;
        Receive<Terminated>(OnTerminated);
        ReceiveAny(OnMessage);
    }

    protected override void PreStart()
    {
        _bus.Actor = Self;
        for (var phase = 0; phase < DefaultPipeline.PhaseNames.Length; phase++) StartPhase(phase);
        StartHandlers();
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void OnMessage(object message)
    {
        // Told without a sender, the sender is where dead letters go: nobody reads replies there.
        var asker = Sender.Equals(Context.System.DeadLetters) ? ActorRefs.Nobody : Sender;
        _bus.Begin(message, null, new ReplyCompletion(asker, Self), CancellationToken.None);
    }

    private void OnTerminated(Terminated message)
    {
        _bus.Log.ActorReplaced(message.ActorRef.Path.ToStringWithoutAddress(), _bus.Name);
        if (_phases.Remove(message.ActorRef, out var phase)) StartPhase(phase);
        else StartHandlers();
    }

    private void StartPhase(int phase)
    {
        var actor = Context.Watch(Context.ActorOf(Props.Create(typeof(PhaseActor), _bus, phase), DefaultPipeline.PhaseNames[phase]));
        _phases[actor] = phase;
        _bus.BindPhase(phase, actor);
    }

    private void StartHandlers() =>
        Context.Watch(Context.ActorOf(Props.Create(typeof(HandlersSupervisor), _bus.Handlers), Handlers));
}
