using ActorBus.Hosting.Running;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Clustering.Members;

/// <summary>
/// Keeps the node consuming a service as long as the actor lives. Parent: the user guardian, or the singleton manager of an exclusive service; both
/// restart it, and the consumer continues meanwhile. Children: none. On <see cref="HandOver"/> it lets running handlers complete and stops.
/// </summary>
internal sealed class ConsumerHolder : ReceiveActor
{
    private readonly ServiceDirectory _services;
    private readonly ActorBusService _service;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ConsumerHolder(ServiceDirectory services, ActorBusService service, IActorRef dispatcher)
    {
        _services = services;
        _service = service;
        Receive<ForwardedMessage>(dispatcher.Forward);
        Receive<Begun>(begun => OnBegun(begun));
        Receive<HandOver>(_ => services.StopConsumingAsync(service).PipeTo(Self, Self, () => Ended.Instance, error => new NotEnded(error)));
        Receive<Ended>(_ => Context.Stop(Self));
        Receive<NotEnded>(OnNotEnded);
    }

    protected override void PreStart() => _services.ConsumeAsync(_service).PipeTo(Self, Self, () => new Begun(null), error => new Begun(error));

    private void OnBegun(Begun begun)
    {
        // The consumer itself keeps trying.
        if (begun.Error is { } error) _log.Warning("Service '{0}' cannot be consumed on this node yet: {1}", _service.Name, error.Message);
        else _log.Info("Service '{0}' is consumed on this node.", _service.Name);
    }

    private void OnNotEnded(NotEnded failed)
    {
        _log.Error(failed.Error, "Service '{0}' did not hand over in good order; the broker delivers again what was under way.", _service.Name);
        Context.Stop(Self);
    }

    /// <summary>Requests to complete running handlers and leave consuming to another node.</summary>
    public sealed record HandOver
    {
        public static HandOver Instance { get; } = new();
    }

    private sealed record Begun(Exception? Error) : IDeadLetterSuppression;

    private sealed record Ended : IDeadLetterSuppression
    {
        public static Ended Instance { get; } = new();
    }

    private sealed record NotEnded(Exception Error) : IDeadLetterSuppression;
}
