using ActorBus.Messages;
using ActorBus.Plugins;

namespace ActorBus.Pipeline;

/// <summary>What only some dispatches need: identity, a cancellation token, timers, resources, collected failures.</summary>
internal sealed class DispatchExtras(DispatchContext dispatch)
{
    private MessageContext? _identity;
    private Metadata? _metadata;
    private FlowResources? _resources;
    private MessageResources? _messageResources;
    private MessageScopes? _scopes;
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _callerRegistration;
    private Timer? _timer;

    /// <summary>What the listeners of an event threw while the bus collects it, in order.</summary>
    public List<Exception>? Collected { get; set; }

    /// <summary>The listeners of an event that run at the same time; null when they run one after the other.</summary>
    public ListenerTally? Tally { get; set; }

    /// <summary>What the caller gets as it is instead of a wrapped cause: the dispatch ran out of time or was given up.</summary>
    public Exception? Verdict { get; set; }

    /// <summary>True when the query was answered before its handler failed: the answer counts.</summary>
    public bool AnswerStands { get; set; }

    /// <summary>What the caller of a query gets, decided in finalize; its later listeners see no exception any more.</summary>
    public Exception? Rejection { get; set; }

    /// <summary>The handler whose failure ended the phases; null when it was none.</summary>
    public string? FailedHandler { get; set; }

    /// <summary>What a finalize listener threw first.</summary>
    public Exception? FinalizeFailure { get; set; }

    /// <summary>The transaction that its handlers run in.</summary>
    public MessageTransaction? Transaction { get; set; }

    /// <summary>What an asynchronous listener threw, until its phase takes it.</summary>
    public Exception? ListenerFailure { get; set; }

    /// <summary>The run of the listeners, as the ambient flow.</summary>
    public MessageFlow ListenerFlow => field ??= new MessageFlow(dispatch, null, null);

    public FlowResources Resources => LazyInitializer.EnsureInitialized(ref _resources)!;

    public FlowResources? ResourcesIfAny => Volatile.Read(ref _resources);

    /// <summary>What ends with the message.</summary>
    public MessageResources MessageResources => LazyInitializer.EnsureInitialized(ref _messageResources)!;

    /// <summary>The scopes of its located handlers; null when it has none.</summary>
    public MessageScopes? ScopesIfAny => Volatile.Read(ref _scopes);

    public Metadata Metadata => _metadata ??= MakeMetadata();

    public MessageContext Identity =>
        Volatile.Read(ref _identity) ?? Interlocked.CompareExchange(ref _identity, MakeIdentity(), null) ?? _identity;

    public CancellationToken CancellationToken
    {
        get
        {
            var source = LazyInitializer.EnsureInitialized(ref _cancellation)!;
            // Given up meanwhile: whoever did it may have looked before the source was there.
            if (Verdict is not null) source.Cancel();
            return source.Token;
        }
    }

    /// <summary>Watches the caller's token and, unless it is null, the limit of this one call, both to the instant.</summary>
    public void Arm(CancellationToken callerToken, TimeSpan? timeout)
    {
        if (timeout is { } limit)
            _timer = new Timer(static state => ((DispatchContext)state!).RunOutOfTime(), dispatch, limit, Timeout.InfiniteTimeSpan);
        if (callerToken.CanBeCanceled)
            _callerRegistration = callerToken.UnsafeRegister(static state => ((DispatchContext)state!).CancelByCaller(), dispatch);
    }

    public void Disarm()
    {
        _timer?.Dispose();
        _callerRegistration.Unregister();
    }

    /// <summary>Lets the handler know; its callbacks run on the thread pool.</summary>
    public void FireCancellation()
    {
        // Pairs with the check in CancellationToken: one of the two sees what the other wrote.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _cancellation) is { } source) _ = source.CancelAsync();
    }

    /// <summary>The services of the message that come from a container.</summary>
    /// <exception cref="OperationCanceledException">The message was given up meanwhile.</exception>
    public IServiceProvider ServicesFrom(IServiceProvider container)
    {
        if (_scopes is null)
        {
            var made = new MessageScopes(dispatch);
            if (!MessageResources.TryAdd(made)) throw new OperationCanceledException(CancellationToken);
            Volatile.Write(ref _scopes, made);
        }

        return _scopes.Of(container);
    }

    /// <summary>What is to be ended with the message; nothing when that was done before.</summary>
    public IReadOnlyList<IMessageResource> CloseResources()
    {
        // Given up: a listener may still run and begin one, and has to find it closed then.
        if (Verdict is not null) return MessageResources.Close();
        return Volatile.Read(ref _messageResources)?.Close() ?? [];
    }

    public Exception? TakeListenerFailure()
    {
        var failure = ListenerFailure;
        ListenerFailure = null;
        return failure;
    }

    private Metadata MakeMetadata()
    {
        if (dispatch.Options.Context is { } given)
            return dispatch.Options.Metadata is { } more ? given.Metadata.WithAll(more) : given.Metadata;

        var inherited = dispatch.Parent?.Dispatch.Metadata ?? Metadata.Empty;
        return dispatch.Options.Metadata is { } own ? inherited.WithAll(own) : inherited;
    }

    private MessageContext MakeIdentity()
    {
        if (dispatch.Options.Context is { } given) return ReferenceEquals(given.Metadata, Metadata) ? given : given with { Metadata = Metadata };

        var id = Guid.CreateVersion7().ToString();
        var parent = dispatch.Parent?.Message;
        return new MessageContext
        {
            MessageId = id,
            CorrelationId = parent?.CorrelationId ?? id,
            CausationId = parent?.MessageId,
            Kind = dispatch.Kind,
            RoutingKey = dispatch.MessageName ?? MessageNaming.NameOf(dispatch.Message),
            Metadata = Metadata,
        };
    }
}
