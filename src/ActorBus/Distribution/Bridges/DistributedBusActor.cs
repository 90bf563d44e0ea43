using ActorBus.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>
/// Keeps one bridge for each service name, and carries out what it is told to send. Parent: the guardian of the runtime. Children: <c>bridge-&lt;service&gt;</c>
/// (restarted), made when first asked for.
/// </summary>
/// <remarks>When it is restarted its bridges are too, and stay: senders hold their references.</remarks>
internal sealed class DistributedBusActor : ReceiveActor
{
    private readonly IDistributedBus _bus;
    private readonly Func<string, BridgeParts> _parts;
    private readonly int _maxBridges;
    private readonly ILogger _log;

    public DistributedBusActor(IDistributedBus bus, Func<string, BridgeParts> parts, int maxBridges, ILogger log)
    {
        _bus = bus;
        _parts = parts;
        _maxBridges = maxBridges;
        _log = log;
        Receive<GetBridge>(OnGetBridge);
        Receive<DistributedRequest>(OnRequest);
    }

    protected override void PreRestart(Exception reason, object? message) => PostStop();

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);

    private void OnGetBridge(GetBridge get)
    {
        var bridge = Context.Child(NameOf(get.Service));
        if (bridge.IsNobody())
        {
            var count = Context.GetChildren().Count();
            if (count >= _maxBridges)
            {
                Sender.Tell(new Status.Failure(new ActorBusException(
                    $"There are {count} bridges, as many as MaxDestinations allows; none was made for '{get.Service}'. Raise "
                    + "MaxDestinations, or check where the destination comes from.")));
                return;
            }

            var parts = _parts(get.Service);
            bridge = Context.ActorOf(Props.Create(() => new BridgeActor(parts)), NameOf(get.Service));
        }

        Sender.Tell(new Bridge(bridge));
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

    /// <summary>Answered with <see cref="Bridge"/>.</summary>
    public sealed record GetBridge(string Service) : IDeadLetterSuppression;

    /// <summary>The bridge asked for.</summary>
    public sealed record Bridge(IActorRef Actor) : IDeadLetterSuppression;
}
