using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>One run of a handler: what it may take as parameters.</summary>
/// <remarks>Everything but the message is made when it is first asked for; a handler that takes only its message pays for nothing else.</remarks>
public readonly struct HandlerInvocation
{
    private readonly MessageFlow? _flow;
    private readonly Given? _given;

    /// <summary>A run with given parameters, outside of any bus; for tests of handlers.</summary>
    public HandlerInvocation(
        object message, MessageContext context, IServiceProvider services, CancellationToken cancellationToken = default) =>
        _given = new Given(message, context, services, cancellationToken);

    internal HandlerInvocation(MessageFlow flow) => _flow = flow;

    /// <summary>The message, of the type the handler wants.</summary>
    public object Message => _flow is null ? _given!.Message : _flow.Dispatch.Message;

    /// <summary>Identity and metadata of the message.</summary>
    public MessageContext Context => _flow is null ? _given!.Context : _flow.Message;

    /// <summary>The user's metadata of the message.</summary>
    public Metadata Metadata => _flow is null ? _given!.Context.Metadata : _flow.Dispatch.Metadata;

    /// <summary>The scope of this run; disposed when it ends.</summary>
    public IServiceProvider Services => _flow is null ? _given!.Services : _flow.Services;

    /// <summary>Fires when the deadline passes, the caller gives up or the service stops.</summary>
    public CancellationToken CancellationToken => _flow?.Dispatch.CancellationToken ?? _given!.CancellationToken;

    internal MessageKind Kind => _flow?.Dispatch.Kind ?? _given!.Context.Kind;

    /// <summary>Services without a scope: enough to ask what is registered.</summary>
    internal IServiceProvider RootServices => _flow?.Dispatch.Owner.Services ?? _given!.Services;

    /// <summary>Has the run dispose what it made itself.</summary>
    internal void DisposeAfterwards(object instance) => _flow?.DisposeAfterwards(instance);

    private sealed record Given(
        object Message, MessageContext Context, IServiceProvider Services, CancellationToken CancellationToken);
}
