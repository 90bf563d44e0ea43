using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>The command bus of a runtime. The type is also the key of its actor in the actor registry.</summary>
public sealed class CommandBus : MessageBus, ICommandBus
{
    internal CommandBus(BusOptions options, HandlerRegistry handlers, RuntimeServices runtime)
        : base(options, MessageKind.Command, handlers, runtime)
    {
    }

    /// <inheritdoc/>
    public Task DispatchAsync(object command, CancellationToken cancellationToken = default) =>
        DispatchCore(command, null, cancellationToken);

    /// <inheritdoc/>
    public Task DispatchAsync(object command, DispatchOptions options, CancellationToken cancellationToken = default) =>
        DispatchCore(command, options, cancellationToken);

    internal override Exception FailedInFinalize(Exception failure) => CommandDispatchException.Wrap(failure, []);

    /// <inheritdoc/>
    public Task EnqueueAsync(object command, CancellationToken cancellationToken = default) => EnqueueCore(command, null, cancellationToken);

    /// <inheritdoc/>
    public Task EnqueueAsync(object command, DispatchOptions options, CancellationToken cancellationToken = default) =>
        EnqueueCore(command, options, cancellationToken);

    private Task EnqueueCore(object command, DispatchOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return TryQueue(command, options, cancellationToken) ? Task.CompletedTask : DispatchCore(command, options, cancellationToken);
    }

    private Task<object?> DispatchCore(object command, DispatchOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var completion = new TaskCompletion<object?>();
        Begin(command, options, completion, cancellationToken);
        return completion.Task;
    }
}
