using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>The event bus of a runtime. The type is also the key of its actor in the actor registry.</summary>
public sealed class EventBus : MessageBus, IEventBus
{
    private volatile bool _collectExceptions;

    internal EventBus(BusOptions options, HandlerRegistry handlers, RuntimeServices runtime)
        : base(options, MessageKind.Event, handlers, runtime)
    {
        _collectExceptions = options.CollectExceptions;
        RunsListenersInParallel = options.ParallelListeners;
    }

    /// <inheritdoc/>
    public bool CollectExceptions
    {
        get => _collectExceptions;
        set => _collectExceptions = value;
    }

    internal override bool RunsListenersInParallel { get; }

    internal override bool CollectsFailures => _collectExceptions;

    /// <inheritdoc/>
    public Task DispatchAsync(object @event, CancellationToken cancellationToken = default) =>
        DispatchCore(@event, null, cancellationToken);

    /// <inheritdoc/>
    public Task DispatchAsync(object @event, DispatchOptions options, CancellationToken cancellationToken = default) =>
        DispatchCore(@event, options, cancellationToken);

    private Task<object?> DispatchCore(object @event, DispatchOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var completion = new TaskCompletion<object?>();
        Begin(@event, options, completion, cancellationToken);
        return completion.Task;
    }
}
