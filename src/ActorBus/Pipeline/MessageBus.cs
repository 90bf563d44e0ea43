using System.Collections.Immutable;
using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Pipeline.Phases;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Pipeline;

/// <summary>Base class of the local buses: combines the pipeline, the routing table and the routees, and leads to the bus's actor.</summary>
public abstract class MessageBus : IMessageBus
{
    private static readonly TimeSpan LongLimit = TimeSpan.FromSeconds(30);

    private readonly RuntimeServices _runtime;
    private readonly HandlerPools _handlers;
    private readonly IActorRef[] _phaseActors;
    private PipelineSnapshot _pipeline;
    private ImmutableList<IMessageBusPlugin> _plugins = ImmutableList<IMessageBusPlugin>.Empty;
    private IActorRef _actor = ActorRefs.Nobody;
    private bool _isStopped;

    private protected MessageBus(BusOptions options, MessageKind kind, HandlerRegistry handlers, RuntimeServices runtime)
    {
        _runtime = runtime;
        Name = options.Name;
        Kind = kind;
        DispatchTimeout = options.DispatchTimeout ?? runtime.Options.DispatchTimeout;
        Routing = new RoutingTable(handlers, kind);
        _handlers = new HandlerPools(handlers, kind, runtime);
        _pipeline = PipelineSnapshot.Default(kind, runtime.Options.Fusing);
        _phaseActors = [.. DefaultPipeline.PhaseNames.Select(_ => (IActorRef)ActorRefs.Nobody)];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public MessageKind Kind { get; }

    /// <inheritdoc/>
    public IActorRef Actor
    {
        get => Volatile.Read(ref _actor);
        internal set => Volatile.Write(ref _actor, value);
    }

    /// <summary>Completes when messages are dispatched.</summary>
    internal Task Started => _runtime.Started.Task;

    internal TimeSpan DispatchTimeout { get; }

    internal RoutingTable Routing { get; }

    internal IServiceProvider Services => _runtime.Services;

    internal ILogger Log => _runtime.Log;

    internal ActorTroubles Troubles => _runtime.Troubles;

    internal HandlerPools Handlers => _handlers;

    internal IEnumerable<HandlerPool> Pools => _handlers.Pools;

    internal PipelineSnapshot Pipeline => Volatile.Read(ref _pipeline);

    /// <summary>True for commands: others can be queued behind them.</summary>
    internal bool HasQueues => Kind == MessageKind.Command;

    /// <summary>Whether a message without a handler is an error; false for events.</summary>
    internal bool MustBeHandled => Kind != MessageKind.Event;

    /// <summary>True when the listeners of an event run at the same time.</summary>
    internal virtual bool RunsListenersInParallel => false;

    /// <summary>True when the failures of an event's listeners are collected.</summary>
    internal virtual bool CollectsFailures => false;

    /// <inheritdoc/>
    public IListenerHandle Attach(int priority, Func<DispatchContext, ValueTask> listener) => Attach(listener, priority, isFinalize: false);

    /// <inheritdoc/>
    public IListenerHandle AttachFinalize(Func<DispatchContext, ValueTask> listener, int priority = 0) =>
        Attach(listener, priority, isFinalize: true);

    /// <inheritdoc/>
    public void Detach(IListenerHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (handle is Listener listener) Change(pipeline => pipeline.Without(listener));
    }

    /// <inheritdoc/>
    public void Attach(IMessageBusPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.AttachTo(this);
        ImmutableInterlocked.Update(ref _plugins, static (plugins, added) => plugins.Add(added), plugin);
    }

    /// <inheritdoc/>
    public void Detach(IMessageBusPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.DetachFrom(this);
        ImmutableInterlocked.Update(
            ref _plugins, static (plugins, removed) => plugins.RemoveAll(known => ReferenceEquals(known, removed)), plugin);
    }

    /// <inheritdoc/>
    public BusDescription Describe() => BusDescription.Of(this, Pipeline, _plugins);

    /// <summary>Attaches a listener, optionally on behalf of a plugin.</summary>
    internal Listener Attach(Func<DispatchContext, ValueTask> callback, int priority, bool isFinalize, string? plugin = null)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var listener = new Listener(this, callback, priority, isFinalize, plugin);
        Attach(listener);
        return listener;
    }

    internal void Attach(Listener listener) => Change(pipeline => pipeline.With(listener));

    /// <summary>Whether the actor of the bus was stopped. Only a restart of the whole runtime undoes this.</summary>
    internal bool IsStopped => Volatile.Read(ref _isStopped);

    /// <summary>Handles the stop of the actor: aborts the dispatches in progress and refuses new ones.</summary>
    internal void Stopped()
    {
        if (Interlocked.Exchange(ref _isStopped, true)) return;
        foreach (var dispatch in _runtime.InFlight.Due(long.MaxValue).Where(one => ReferenceEquals(one.Owner, this)))
            dispatch.GiveUp(Errors.Stopped(dispatch));
    }

    /// <summary>Begins a dispatch. In a handler it belongs to the handler's flow.</summary>
    internal void Begin(object message, DispatchOptions? options, IDispatchCompletion completion, CancellationToken cancellationToken)
    {
        if (!_runtime.Started.Task.IsCompletedSuccessfully)
        {
            // Without its plugins the bus might do what a guard forbids.
            _ = BeginWhenStartedAsync(message, options, completion, cancellationToken);
            return;
        }

        var parent = options?.Context is null ? MessageFlow.Current : null;
        var dispatch = new DispatchContext(this, message, options, parent, completion, cancellationToken);
        if (IsStopped || (parent is null && _runtime.InFlight.IsDraining)) completion.Fail(dispatch, Errors.StoppedBefore(dispatch));
        else dispatch.Start();
    }

    /// <summary>Queues a message behind the outermost dispatch of the current flow on this bus.</summary>
    /// <returns>False when there is none, or it has ended.</returns>
    internal bool TryQueue(object message, DispatchOptions? options, CancellationToken cancellationToken)
    {
        if (options?.Context is not null || MessageFlow.Current is not { } parent) return false;
        DispatchContext? outermost = null;
        for (var flow = parent; flow is not null; flow = flow.Dispatch.Parent)
        {
            if (ReferenceEquals(flow.Dispatch.Owner, this)) outermost = flow.Dispatch;
        }

        if (outermost is null) return false;
        var queue = Volatile.Read(ref outermost.Queue);
        queue ??= Interlocked.CompareExchange(ref outermost.Queue, new CommandQueue(), null) ?? outermost.Queue;
        return queue!.TryAdd(new DispatchContext(this, message, options, parent, null, cancellationToken) { QueuedOn = outermost });
    }

    internal IActorRef PhaseActor(int phase) => Volatile.Read(ref _phaseActors[phase]);

    internal void BindPhase(int phase, IActorRef actor) => Volatile.Write(ref _phaseActors[phase], actor);

    /// <summary>Returns a handler with the routees that run it; null when it cannot be called.</summary>
    internal PooledHandler? HandlerOf(object handler) => _handlers.Of(handler);

    internal void Enlist(DispatchContext dispatch)
    {
        var limit = dispatch.Options.Timeout ?? DispatchTimeout;
        dispatch.DeadlineAt = DeadlineAfter(limit);
        if (dispatch.Parent is { } parent) dispatch.DeadlineAt = Math.Min(dispatch.DeadlineAt, parent.Dispatch.DeadlineAt);
        _runtime.InFlight.Add(dispatch);
        // A second more or less does not matter for a long limit: the sweep sees to it, and no timer is made.
        var exact = dispatch.Options.Timeout is { } own && own < LongLimit ? dispatch.Options.Timeout : null;
        if (exact is not null || dispatch.CallerToken.CanBeCanceled) dispatch.Extras.Arm(dispatch.CallerToken, exact);
    }

    /// <summary>A routee begins a message from outside: its time counts from now.</summary>
    /// <returns>True when that is all: the sweep sees to it that a long limit is kept, to the second.</returns>
    internal static bool LimitsRun(DispatchContext dispatch, TimeSpan limit)
    {
        if (dispatch.Options.HandlerTimeout is null) return false;
        dispatch.DeadlineAt = DeadlineAfter(limit);
        return limit >= LongLimit;
    }

    /// <summary>Gives finalize as much time again.</summary>
    internal void ExtendDeadline(DispatchContext dispatch) => dispatch.DeadlineAt = NextDeadline();

    internal long NextDeadline() => DeadlineAfter(DispatchTimeout);

    internal void Delist(DispatchContext dispatch) => _runtime.InFlight.Remove(dispatch);

    /// <summary>A handler has ended.</summary>
    internal void HandlerDone(MessageFlow flow, object? result, Exception? error)
    {
        var dispatch = flow.Dispatch;
        if (error is not null) flow.HasFailed = true;
        if (dispatch.Options.HandlerTimeout is not null) ExtendDeadline(dispatch);
        if (!dispatch.IsDispatching)
        {
            if (error is not null and not OperationCanceledException)
                Log.FailedLate(flow.HandlerName!, Errors.LabelOf(dispatch), Name, error);
        }
        else if (Kind == MessageKind.Event)
        {
            InvokeListenersStep.Done(flow, error);
        }
        else
        {
            InvokeHandlerStep.Done(flow, result, error);
        }
    }

    /// <summary>A listener of a dispatch that was given up has failed; what it throws because of that is nothing new.</summary>
    internal void ReportLate(DispatchContext dispatch, Exception error)
    {
        if (error is not OperationCanceledException) Log.ListenerFailedLate(Errors.LabelOf(dispatch), Name, error);
    }

    internal void ReportFurtherFailure(MessageFlow run, Exception error) =>
        Log.FailedToo(run.HandlerName!, Errors.LabelOf(run.Dispatch), Name, run.Dispatch.ExtrasIfAny?.FailedHandler, error);

    internal void ReportUnseen(DispatchContext dispatch, Exception error) =>
        Log.FailedUnseen(dispatch.Kind, Errors.LabelOf(dispatch), Name, error);

    internal void ReportFinalizeFailure(DispatchContext dispatch, Exception error) =>
        Log.FinalizeFailed(Name, Errors.LabelOf(dispatch), error);

    /// <summary>What the caller gets when a finalize listener failed and nothing else did.</summary>
    internal virtual Exception FailedInFinalize(Exception failure) => failure;

    private static long DeadlineAfter(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)limit.TotalMilliseconds;

    private async Task BeginWhenStartedAsync(
        object message, DispatchOptions? options, IDispatchCompletion completion, CancellationToken cancellationToken)
    {
        var limit = options?.Timeout ?? DispatchTimeout;
        Exception failure;
        try
        {
            await _runtime.Started.Task.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
            Begin(message, options, completion, cancellationToken);
            return;
        }
        catch (TimeoutException)
        {
            failure = Errors.NotStarted(this, message, limit);
        }
        catch (Exception error) when (error is OperationCanceledException or BusStoppedException)
        {
            failure = error;
        }

        completion.Fail(new DispatchContext(this, message, options, null, completion, cancellationToken), failure);
    }

    private void Change(Func<PipelineSnapshot, PipelineSnapshot> change)
    {
        while (true)
        {
            var before = Pipeline;
            if (Interlocked.CompareExchange(ref _pipeline, change(before), before) == before) return;
        }
    }
}
