using ActorBus.Handlers;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Pipeline;

/// <summary>The guardian of the runtime, at <c>/user/actorbus</c>.</summary>
/// <remarks>
/// Children: one actor per bus, and whatever <see cref="BusRuntime.StartChildAsync"/> adds, such as the distributed bus and the dead
/// letters; each restarted by itself (OneForOne: they share nothing that one could spoil for the others). A bus that was stopped stays stopped. Sweeps the deadlines
/// of all dispatches, helps handlers out that wait for each other, and gives up those whose actor was gone when they were told to it.
/// </remarks>
internal sealed class Guardian : ReceiveActor
{
    private const string Gone = "was gone when the message came";
    private readonly IReadOnlyList<MessageBus> _buses;
    private readonly InFlight _inFlight;
    private readonly TimeSpan _sweepInterval;
    private readonly DeadlockSearch _deadlocks = new();
    private readonly LostSearch _lost = new();
    private readonly bool _hasLimits;
    private ITimer? _sweeps;

    public Guardian(IReadOnlyList<MessageBus> buses, InFlight inFlight, TimeSpan sweepInterval)
    {
        _buses = buses;
        _inFlight = inFlight;
        _sweepInterval = sweepInterval;
        _hasLimits = buses.SelectMany(bus => bus.Pools).Any(pool => pool.IsLimited);
        Receive<Sweep>(_ => OnSweep());
        Receive<AllDeadLetters>(OnDeadLetter);
        Receive<StartChild>(OnStartChild);
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        Watch();
        foreach (var bus in _buses) StartBus(bus);
    }

    // The children do not suffer from a failure of the guardian: they stay, also those that only StartChild knew of.
    protected override void PreRestart(Exception reason, object? message) => PostStop();

    protected override void PostRestart(Exception reason) => Watch();

    protected override void PostStop()
    {
        _sweeps?.Dispose();
        Context.System.EventStream.Unsubscribe(Self);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void Watch()
    {
        // Ours among them are marked as such that Akka does not log.
        Context.System.EventStream.Subscribe(Self, typeof(AllDeadLetters));
        _sweeps = TimeProvider.System.TellEvery(Self, Sweep.Instance, _sweepInterval);
    }

    private void StartBus(MessageBus bus) => bus.Actor = Context.Watch(Context.ActorOf(Props.Create(typeof(BusActor), bus), bus.Name));

    /// <summary>A stop is intended: a stopped bus is not started again.</summary>
    private void OnTerminated(Terminated message)
    {
        if (_buses.FirstOrDefault(bus => bus.Actor.Equals(message.ActorRef)) is not { } stopped) return;
        stopped.Log.BusStopped(stopped.Name);
        stopped.Stopped();
    }

    private void OnSweep()
    {
        foreach (var dispatch in _inFlight.Due(Environment.TickCount64)) dispatch.RunOutOfTime();
        GiveUpLost();
        if (!_hasLimits) return;
        foreach (var run in _deadlocks.Find(_inFlight.Due(long.MaxValue)))
        {
            run.Dispatch.Owner.Log.HandlersWaitForEachOther(run.Pool!.Name, run.Pool.Concurrency, run.Dispatch.Parent!.HandlerName);
            run.Pool.RunApart(run);
        }
    }

    private void GiveUpLost()
    {
        if (!_buses.Any(bus => bus.HasReplacedPhases)) return;
        foreach (var (dispatch, actor) in _lost.Find(_inFlight.Due(long.MaxValue)))
            PipelineRunner.GiveUp(dispatch, Errors.Aborted(dispatch, actor.Path.ToStringWithoutAddress(), Gone));
    }

    private void OnDeadLetter(AllDeadLetters letter)
    {
        switch (letter.Message)
        {
            case DispatchContext dispatch:
                PipelineRunner.GiveUp(dispatch, Errors.Aborted(dispatch, letter.Recipient.Path.ToStringWithoutAddress(), Gone));
                break;
            case MessageFlow flow:
                flow.Abort(letter.Recipient, Gone, null);
                break;
            case HandlerRouter.RunApart run:
                run.Flow.Abort(letter.Recipient, Gone, null);
                break;
            case not Terminated and not Status when letter.Sender is { } asker && !asker.Equals(Context.System.DeadLetters)
                && _buses.FirstOrDefault(bus => bus.Actor.Path.ToStringWithoutAddress() == letter.Recipient.Path.ToStringWithoutAddress()) is { } bus:
                asker.Tell(new Status.Failure(Errors.AskedTooLate(bus, letter.Message)), Self);
                break;
        }
    }

    private void OnStartChild(StartChild request) => Sender.Tell(Context.ActorOf(request.Props, request.Name), Self);

    /// <summary>Look for dispatches whose time is up.</summary>
    private sealed class Sweep : IDeadLetterSuppression
    {
        public static Sweep Instance { get; } = new();
    }

    /// <summary>Add a child; the reply is its reference.</summary>
    internal sealed record StartChild(Props Props, string Name) : IDeadLetterSuppression;
}
