using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps one bridge for each service name, and carries out what it is told to send. Parent: the guardian of the runtime. Children: <c>publish-connection</c>
/// and <c>consume-connection</c>, on which the bridges have their channels, and <c>bridge-&lt;service&gt;</c>, made when first asked for; each is restarted
/// by itself.
/// </summary>
/// <remarks>When it is restarted its children are too, and stay: senders hold their references.</remarks>
internal sealed class DistributedBusActor : ReceiveActor
{
    private const int Connections = 2;

    private readonly IDistributedBus _bus;
    private readonly Func<string, IActorRef, IActorRef, BridgeParts> _parts;
    private readonly Func<string, bool> _tryClose;
    private readonly Action _stopped;
    private readonly int _maxBridges;
    private readonly ILogger _log;
    private readonly BridgeContext _own;
    private readonly IActorRef _publishing;
    private readonly IActorRef _consuming;
    private readonly HashSet<IActorRef> _closing = [];
    private readonly List<(GetBridge Get, IActorRef Asker)> _awaitingEnd = [];

    /// <param name="bus">Carries out requests.</param>
    /// <param name="publishing">The connection on which bridges publish.</param>
    /// <param name="consuming">The connection on which bridges consume.</param>
    /// <param name="parts">What the bridge to a service is made of, given the two connections.</param>
    /// <param name="tryClose">Closes the bridge to a service to senders; false while one uses it.</param>
    /// <param name="stopped">Called when it has stopped, not when it is restarted.</param>
    /// <param name="maxBridges">How many bridges there may be.</param>
    /// <param name="own">What the actors of the own bridge have in common.</param>
    public DistributedBusActor(
        IDistributedBus bus, Props publishing, Props consuming, Func<string, IActorRef, IActorRef, BridgeParts> parts, Func<string, bool> tryClose, Action stopped,
        int maxBridges, BridgeContext own)
    {
        _bus = bus;
        _parts = parts;
        _tryClose = tryClose;
        _stopped = stopped;
        _maxBridges = maxBridges;
        _log = own.Log;
        _own = own;
        _publishing = Child("publish-connection", publishing);
        _consuming = Child("consume-connection", consuming);
        Receive<GetBridge>(OnGetBridge);
        Receive<CloseIdle>(OnCloseIdle);
        Receive<Terminated>(OnTerminated);
        Receive<DistributedRequest>(OnRequest);
    }

    // The children stay.
    protected override void PreRestart(Exception reason, object? message)
    {
    }

    protected override void PostStop() => _stopped();

    protected override SupervisorStrategy SupervisorStrategy() => _own.Strategy();

    private static IActorRef Child(string name, Props props) => Context.Child(name) is { } known && !known.IsNobody() ? known : Context.ActorOf(props, name);

    private void OnGetBridge(GetBridge get)
    {
        var bridge = Context.Child(NameOf(get.Service));
        if (_closing.Contains(bridge))
        {
            // Its name is free once it has ended.
            _awaitingEnd.Add((get, Sender));
            return;
        }

        if (bridge.IsNobody())
        {
            var count = Context.GetChildren().Count() - Connections;
            if (count >= _maxBridges)
            {
                Sender.Tell(new Status.Failure(new ActorBusException(
                    $"There are {count} bridges, as many as MaxDestinations allows; none was made for '{get.Service}'. Raise "
                    + "MaxDestinations, or check where the destination comes from.")));
                return;
            }

            var parts = _parts(get.Service, _publishing, _consuming);
            bridge = Context.ActorOf(Props.Create(() => new BridgeActor(parts)), NameOf(get.Service));
        }

        Sender.Tell(new Bridge(bridge));
    }

    private void OnCloseIdle(CloseIdle close)
    {
        if (!_tryClose(close.Service)) return;
        _closing.Add(Context.Watch(Sender));
        Context.Stop(Sender);
    }

    private void OnTerminated(Terminated ended)
    {
        _closing.Remove(ended.ActorRef);
        var waiting = _awaitingEnd.ToArray();
        _awaitingEnd.Clear();
        foreach (var (get, asker) in waiting) Self.Tell(get, asker);
    }

    private static string NameOf(string service) => $"bridge-{service}";

    private void OnRequest(DistributedRequest request)
    {
        // Told without a sender, the sender is where dead letters go: nobody reads replies there.
        var asker = Sender.Equals(Context.System.DeadLetters) ? ActorRefs.Nobody : Sender;
        _ = ReplyAsync(request, asker, Self);
    }

    private async Task ReplyAsync(DistributedRequest request, IActorRef asker, IActorRef self)
    {
        try
        {
            var answer = await request.CarryOutAsync(_bus).ConfigureAwait(false);
            asker.Tell(answer ?? new Status.Success(null), self);
        }
        catch (Exception error)
        {
            if (asker.IsNobody()) _log.RequestFailedUnseen(error, request.ToString());
            else asker.Tell(new Status.Failure(error), self);
        }
    }

    /// <summary>From a bridge that was not used for a while.</summary>
    public sealed record CloseIdle(string Service) : IDeadLetterSuppression;

    /// <summary>Answered with <see cref="Bridge"/>.</summary>
    public sealed record GetBridge(string Service) : IDeadLetterSuppression;

    /// <summary>The bridge asked for.</summary>
    public sealed record Bridge(IActorRef Actor) : IDeadLetterSuppression;
}
