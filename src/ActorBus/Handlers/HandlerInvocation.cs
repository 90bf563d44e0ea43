using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>Represents one run of a handler, and provides what the handler may take as parameters.</summary>
/// <remarks>Everything except the message is created on first use, so a handler that takes only its message causes no other cost.</remarks>
public readonly struct HandlerInvocation
{
    private readonly MessageFlow? _flow;
    private readonly Given? _given;

    /// <summary>Initializes a run with given parameters, outside of any bus, for tests of handlers.</summary>
    public HandlerInvocation(
        object message, MessageContext context, IServiceProvider services, CancellationToken cancellationToken = default) =>
        _given = new Given(message, context, services, cancellationToken);

    internal HandlerInvocation(MessageFlow flow) => _flow = flow;

    /// <summary>The message, of the type that the handler accepts.</summary>
    public object Message => _flow is null ? _given!.Message : _flow.Dispatch.Message;

    /// <summary>The identity and metadata of the message.</summary>
    public MessageContext Context => _flow is null ? _given!.Context : _flow.Message;

    /// <summary>The user metadata of the message.</summary>
    public Metadata Metadata => _flow is null ? _given!.Context.Metadata : _flow.Dispatch.Metadata;

    /// <summary>The service scope of this run, disposed when the run ends.</summary>
    public IServiceProvider Services => _flow is null ? _given!.Services : _flow.Services;

    /// <summary>Is cancelled when the deadline passes, the caller cancels or the service stops.</summary>
    public CancellationToken CancellationToken => _flow?.Dispatch.CancellationToken ?? _given!.CancellationToken;

    internal MessageKind Kind => _flow?.Dispatch.Kind ?? _given!.Context.Kind;

    /// <summary>Services without a scope: enough to ask what is registered.</summary>
    internal IServiceProvider RootServices => _flow?.Dispatch.Owner.Services ?? _given!.Services;

    /// <summary>Has the run dispose what it made itself.</summary>
    internal void DisposeAfterwards(object instance) => _flow?.DisposeAfterwards(instance);

    private sealed record Given(
        object Message, MessageContext Context, IServiceProvider Services, CancellationToken CancellationToken);
}
