using System.Diagnostics;
using ActorBus.Clustering.Serialization;
using ActorBus.Distribution;
using ActorBus.Messages;
using ActorBus.Serialization;
using Akka.Actor;
using Akka.Cluster.Routing;
using Akka.Event;
using Akka.Routing;

namespace ActorBus.Clustering.Members;

/// <summary>
/// A bus that runs on other members. Parent: the user guardian, which restarts it; waiting messages are then lost, as they can be on any network.
/// Child: <c>nodes</c>, a cluster-aware router to the gateways of the members with the role of the service.
/// </summary>
/// <remarks>A router starts without routees and learns of them a little later. Earlier messages wait here so that they are not lost.</remarks>
internal sealed class RemoteBus : ReceiveActor, IWithTimers
{
    private const int MostNodes = 10_000;
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    private readonly Queue<Waiting> _waiting = new();
    private readonly string _service;
    private readonly MessageKind _kind;
    private readonly ActorBusNodeOptions _node;
    private readonly MessageContracts _contracts;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _router;
    private bool _isReady;

    public RemoteBus(string service, MessageKind kind, ActorBusNodeOptions node, MessageContracts contracts)
    {
        _service = service;
        _kind = kind;
        _node = node;
        _contracts = contracts;
        string[] gateways = [$"/user/{NodePaths.Gateway(service)}"];
        _router = Context.ActorOf(
            new ClusterRouterGroup(
                new RoundRobinGroup(gateways), new ClusterRouterGroupSettings(MostNodes, gateways, allowLocalRoutees: true, node.Role)).Props(),
            "nodes");
        Receive<Look>(_ => _router.Tell(GetRoutees.Instance, Self));
        Receive<Routees>(OnRoutees);
        ReceiveAny(OnMessage);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(Look.Instance, Look.Instance, TimeSpan.Zero, LookInterval);

    private void OnRoutees(Routees routees)
    {
        if (_isReady) return;
        _isReady = routees.Members.Any();
        if (_isReady) Timers.Cancel(Look.Instance);
        while (_waiting.TryPeek(out var first) && (_isReady || first.Since.Elapsed > _node.AnswerTimeout))
        {
            _waiting.Dequeue();
            if (_isReady) Send(first.Message, first.Asker);
            else GiveUp(first.Message.Name, first.Asker, Unanswered(first.Message.Name));
        }
    }

    private void OnMessage(object message)
    {
        var asker = Sender.Equals(Context.System.DeadLetters) ? ActorRefs.Nobody : Sender;
        var name = MessageNaming.NameOf(message);
        ForwardedMessage forwarded;
        try
        {
            forwarded = MessageContracts.Pack(_kind, name, message);
        }
        catch (MessageConversionException error)
        {
            GiveUp(name, asker, error);
            return;
        }

        if (_isReady) Send(forwarded, asker);
        else if (_waiting.Count < MostWaiting) _waiting.Enqueue(new Waiting(forwarded, asker, Stopwatch.StartNew()));
        else GiveUp(name, asker, Unanswered(name));
    }

    private void Send(ForwardedMessage message, IActorRef asker)
    {
        if (asker.IsNobody()) _router.Tell(message, ActorRefs.NoSender);
        else _router.Ask<ForwardedAnswer>(message, _node.AnswerTimeout).PipeTo(asker, Self, answer => Unpack(message.Name, answer), error => Failed(message.Name, error));
    }

    private void GiveUp(string name, IActorRef asker, Exception error)
    {
        if (asker.IsNobody()) _log.Error(error, "The {0} '{1}' for service '{2}' was not sent.", _kind, Printable.Cut(name), _service);
        else asker.Tell(new Status.Failure(error), Self);
    }

    private object Unpack(string name, ForwardedAnswer answer)
    {
        if (answer.Failure is { } failure)
            return new Status.Failure(new RemoteFailureException($"The service '{_service}' could not carry out the {_kind} '{Printable.Cut(name)}': {failure}"));
        try
        {
            var result = _contracts.Unpack(answer);
            return _kind == MessageKind.Query && result is not null ? result : new Status.Success(result);
        }
        catch (ActorBusException error)
        {
            return new Status.Failure(error);
        }
    }

    private Status.Failure Failed(string name, Exception error) => new(error is AskTimeoutException ? Unanswered(name) : error);

    private RemoteFailureException Unanswered(string name) => new(
        $"No member with the role '{_node.Role}' answered the {_kind} '{Printable.Cut(name)}' for the service '{_service}' within {_node.AnswerTimeout}. "
        + "Start one, or allow more time.");

    private sealed record Waiting(ForwardedMessage Message, IActorRef Asker, Stopwatch Since);

    /// <summary>Tick to check whether the router has a routee.</summary>
    private sealed record Look : IDeadLetterSuppression
    {
        public static Look Instance { get; } = new();
    }
}
