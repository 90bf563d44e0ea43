using ActorBus.Clustering.Serialization;
using ActorBus.Hosting.Running;
using ActorBus.Messages;
using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Clustering.Members;

/// <summary>
/// Dispatches what other nodes tell a service on the node's own buses. Parent: the user guardian, which restarts it; it has no
/// state. Children: none; a dispatch is awaited without holding the actor.
/// </summary>
internal sealed class LocalDispatcher : ReceiveActor
{
    private readonly ServiceRuntime _service;
    private readonly MessageContracts _contracts;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public LocalDispatcher(ServiceRuntime service, MessageContracts contracts)
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
        var message = _contracts.Unpack(forwarded, _service.Setup.Handlers, _service.Setup.Converters);
        return MessageContracts.Pack(await RunAsync(forwarded.Kind, message, new DispatchOptions { MessageName = forwarded.Name }).ConfigureAwait(false));
    }

    private async Task<object?> RunAsync(MessageKind kind, object message, DispatchOptions options)
    {
        var buses = _service.Buses;
        if (kind == MessageKind.Query) return await buses.Queries.DispatchAsync<object?>(message, options).ConfigureAwait(false);
        await (kind == MessageKind.Event ? buses.Events.DispatchAsync(message, options) : buses.Commands.DispatchAsync(message, options)).ConfigureAwait(false);
        return null;
    }

    private void OnFailed(Failed failed) =>
        _log.Error(failed.Error, "'{0}', told to the service '{1}' by another node, failed; nobody awaits an answer.", failed.Name, _service.Setup.Name);

    private static string TextOf(Exception error) =>
        error is MessageDispatchException { InnerException: { } cause } ? $"{cause.GetType().Name}: {cause.Message}" : error.Message;

    private sealed record Failed(string Name, Exception Error);
}
