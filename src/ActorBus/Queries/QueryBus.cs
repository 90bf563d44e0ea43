using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>The query bus of a runtime. The type is also the key of its actor in the actor registry.</summary>
public sealed class QueryBus : MessageBus, IQueryBus
{
    internal QueryBus(BusOptions options, HandlerRegistry handlers, RuntimeServices runtime)
        : base(options, MessageKind.Query, handlers, runtime)
    {
    }

    /// <inheritdoc/>
    public Task<TResult> DispatchAsync<TResult>(object query, CancellationToken cancellationToken = default) =>
        DispatchCore<TResult>(query, null, cancellationToken);

    /// <inheritdoc/>
    public Task<TResult> DispatchAsync<TResult>(object query, DispatchOptions options, CancellationToken cancellationToken = default) =>
        DispatchCore<TResult>(query, options, cancellationToken);

    private Task<TResult> DispatchCore<TResult>(object query, DispatchOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var completion = new TaskCompletion<TResult>();
        Begin(query, options, completion, cancellationToken);
        return completion.Task;
    }
}
