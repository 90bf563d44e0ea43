using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>The guardian of the runtime, at <c>/user/actorbus</c>.</summary>
/// <remarks>
/// Children: one actor per bus, and whatever <see cref="BusRuntime.StartChildAsync"/> adds, such as the distributed bus and the dead
/// letters; each restarted by itself (OneForOne: they share nothing that one could spoil for the others). A bus that was stopped stays stopped. Sweeps
/// the deadlines of all dispatches.
/// </remarks>
internal sealed class Guardian : ReceiveActor
{
    private readonly IReadOnlyList<MessageBus> _buses;
    private readonly InFlight _inFlight;
    private readonly TimeSpan _sweepInterval;
    private readonly ILogger _log;
    private readonly ActorTroubles _troubles;
    private ITimer? _sweeps;

    public Guardian(IReadOnlyList<MessageBus> buses, InFlight inFlight, TimeSpan sweepInterval, ILogger log, ActorTroubles troubles)
    {
        _buses = buses;
        _inFlight = inFlight;
        _sweepInterval = sweepInterval;
        _log = log;
        _troubles = troubles;
        Receive<Sweep>(_ => OnSweep());
        Receive<StartChild>(OnStartChild);
        Receive<Terminated>(OnTerminated);
    }

    protected override void PreStart()
    {
        BeginSweeps();
        foreach (var bus in _buses) bus.Actor = Context.Watch(Context.ActorOf(Props.Create(typeof(BusActor), bus), bus.Name));
    }

    // The children do not suffer from a failure of the guardian: they stay, also those that only StartChild knew of.
    protected override void PreRestart(Exception reason, object? message) => _sweeps?.Dispose();

    protected override void PostRestart(Exception reason) => BeginSweeps();

    protected override void PostStop()
    {
        _sweeps?.Dispose();
        foreach (var bus in _buses) bus.Stopped();
    }

    protected override SupervisorStrategy SupervisorStrategy() => new RestartWithBackoff(TimeProvider.System, _log, onPause: _troubles.Report);

    private void BeginSweeps() => _sweeps = TimeProvider.System.TellEvery(Self, Sweep.Instance, _sweepInterval);

    /// <summary>A stop is intended: a stopped bus is not started again.</summary>
    private void OnTerminated(Terminated message)
    {
        if (_buses.FirstOrDefault(bus => bus.Actor.Equals(message.ActorRef)) is not { } stopped) return;
        stopped.Log.BusStopped(stopped.Name);
        stopped.Stopped();
    }

    private void OnSweep()
    {
        // Elsewhere than here: what a dispatch ends with may be anybody's code, and must not hold up the other deadlines.
        foreach (var dispatch in _inFlight.Due(Environment.TickCount64))
            ThreadPool.UnsafeQueueUserWorkItem(static one => one.RunOutOfTime(), dispatch, preferLocal: false);
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
