using ActorBus.Clustering.Serialization;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;
using ActorBus.Recovery;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Clustering.Members;

/// <summary>
/// Dispatches messages that other nodes tell a service on the buses of this node. Parent: the user guardian, which restarts it; it has no state.
/// Children: none; dispatches do not block the actor.
/// </summary>
internal sealed class LocalDispatcher : ReceiveActor
{
    private readonly ActorBusService _service;
    private readonly MessageContracts _contracts;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public LocalDispatcher(ActorBusService service, MessageContracts contracts)
    {
        _service = service;
        _contracts = contracts;
        Receive<ForwardedMessage>(OnForwarded);
        Receive<ForwardedAnswer>(_ => { });
        Receive<Failed>(OnFailed);
    }

    private void OnForwarded(ForwardedMessage forwarded)
    {
        var asker = Sender;
        var unasked = asker.Equals(Context.System.DeadLetters) || asker.IsNobody();
        DispatchAsync(forwarded).PipeTo(
            unasked ? Self : asker, Self,
            success: answer => answer,
            failure: error => unasked ? new Failed(forwarded.Name, error) : new ForwardedAnswer(TextOf(error), null, null, null));
    }

    private async Task<ForwardedAnswer> DispatchAsync(ForwardedMessage forwarded)
    {
        var handlers = HandlersOf(forwarded);
        if (handlers.Count == 0) return MessageContracts.Pack(null);
        var message = _contracts.Unpack(forwarded, handlers, _service.Converters);
        if (forwarded.Kind != MessageKind.Event) return MessageContracts.Pack(await RunAsync(forwarded, message, null).ConfigureAwait(false));
        // Each listener separately, so that those that must not be reached from outside do not run.
        foreach (var handler in handlers) await RunAsync(forwarded, message, handler.Name).ConfigureAwait(false);
        return MessageContracts.Pack(null);
    }

    /// <summary>Returns the handlers that the message reaches.</summary>
    /// <exception cref="RefusedMessageException">
    /// There is no handler, or it must not be reached from outside, neither over the broker nor over the cluster.
    /// </exception>
    private IReadOnlyList<HandlerDescriptor> HandlersOf(ForwardedMessage forwarded)
    {
        if (forwarded.Kind == MessageKind.Event) return _service.Handlers.MatchingEventHandlers(forwarded.Name, distributedOnly: true);
        var handler = _service.Handlers.Find(forwarded.Kind, forwarded.Name);
        if (handler is { IsDistributed: true }) return [handler];
        throw handler is null
            ? new RefusedMessageException(
                DeadLetterReason.NoHandler,
                $"The service '{_service.Name}' has no handler for the {forwarded.Kind} '{Printable.Cut(forwarded.Name)}'. Register one, or correct the sender.")
            : new RefusedMessageException(
                DeadLetterReason.NotDistributed,
                $"The handler '{handler.Name}' for the {forwarded.Kind} '{Printable.Cut(forwarded.Name)}' may not be reached from outside. Mark it [Distributed], if it should.");
    }

    private async Task<object?> RunAsync(ForwardedMessage forwarded, object message, string? only)
    {
        var options = new DispatchOptions { MessageName = forwarded.Name, OnlyHandler = only };
        var buses = _service.Local;
        if (forwarded.Kind == MessageKind.Query) return await buses.Queries.DispatchAsync<object?>(message, options).ConfigureAwait(false);
        await (forwarded.Kind == MessageKind.Event ? buses.Events.DispatchAsync(message, options) : buses.Commands.DispatchAsync(message, options))
            .ConfigureAwait(false);
        return null;
    }

    private void OnFailed(Failed failed) =>
        _log.Error(failed.Error, "'{0}', told to service '{1}' by another node, failed, and nobody awaits its outcome.", Printable.Cut(failed.Name), _service.Name);

    private static string TextOf(Exception error) =>
        error is MessageDispatchException { InnerException: { } cause } ? $"{cause.GetType().Name}: {cause.Message}" : error.Message;

    private sealed record Failed(string Name, Exception Error) : IDeadLetterSuppression;
}
