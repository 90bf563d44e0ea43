using ActorBus.Handlers;
using ActorBus.Messages;
using ActorBus.Plugins;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Pipeline;

/// <summary>Represents one run of a handler, or of the listeners of a dispatch, and the logical flow it belongs to.</summary>
/// <remarks>
/// A flow begins with a dispatch from outside of any handler (or with its own identity) and comprises everything that its handlers dispatch, on all
/// buses. It flows with the execution context, like an <see cref="AsyncLocal{T}"/>.
/// </remarks>
public sealed class MessageFlow : IDeadLetterSuppression
{
    private static readonly AsyncLocal<MessageFlow?> Ambient = new();
    private IServiceScope? _scope;
    private MessageScopes? _located;
    private object? _owned;
    private Timer? _timer;
    private int _ordinal;
    private int _hasBegun;

    internal MessageFlow(DispatchContext dispatch, HandlerDescriptor? handler, HandlerPool? pool)
    {
        Dispatch = dispatch;
        Handler = handler;
        Pool = pool;
    }

    /// <summary>The run that the calling code belongs to; null outside of handlers and listeners, and once the flow has ended.</summary>
    public static MessageFlow? Current => Ambient.Value is { HasEnded: false } flow ? flow : null;

    /// <summary>The identity and metadata of the message being handled.</summary>
    public MessageContext Message => Dispatch.Identity;

    /// <summary>The name of the running handler; null in a listener of the bus.</summary>
    public string? HandlerName => Handler?.Name;

    /// <summary>The bus that dispatched the message.</summary>
    public IMessageBus Bus => Dispatch.Bus;

    internal DispatchContext Dispatch { get; }

    internal HandlerDescriptor? Handler { get; }

    internal HandlerPool? Pool { get; }

    /// <summary>The try at a message from outside that it is part of; null for a message born here.</summary>
    internal HandlerAttempt? Attempt => Dispatch.Options.Attempt;

    /// <summary>Which of the listeners that run at the same time it is.</summary>
    internal int Place { get; init; }

    /// <summary>True while the handler is on its way: it may await what it dispatches.</summary>
    internal bool IsRunning { get; set; } = true;

    /// <summary>True once the handler has failed.</summary>
    internal bool HasFailed { get; set; }

    /// <summary>True when the handler, or one that dispatched it, has failed: what it wanted to send must not leave.</summary>
    internal bool IsLost
    {
        get
        {
            for (var flow = this; flow is not null; flow = flow.Dispatch.Parent)
            {
                if (flow.HasFailed || flow.Dispatch.Failure is not null) return true;
            }

            return false;
        }
    }

    /// <summary>True once a routee has taken it up.</summary>
    internal bool HasBegun => Volatile.Read(ref _hasBegun) != 0;

    /// <summary>Where it waits, or waited, for a routee; null while it never had to.</summary>
    internal RouteeQueue? Line { get; set; }

    /// <summary>True while it waits for a routee; once it is told to one its time counts, so that its end comes even if it is lost on the way.</summary>
    internal bool IsInLine { get; set; }

    /// <summary>Its neighbours while it waits; guarded by the line's lock.</summary>
    internal MessageFlow? NextInLine { get; set; }

    /// <inheritdoc cref="NextInLine"/>
    internal MessageFlow? PreviousInLine { get; set; }

    /// <summary>True when a routee is occupied until this, or what follows from it, has ended.</summary>
    internal bool IsAwaited
    {
        get
        {
            for (var flow = this; flow is not null; flow = flow.Dispatch.Parent)
            {
                if (flow.IsRunning && flow.Pool is not null) return true;
            }

            return false;
        }
    }

    internal IServiceProvider Services =>
        (_scope ??= Dispatch.Owner.Services.GetRequiredService<IServiceScopeFactory>().CreateScope()).ServiceProvider;

    /// <summary>How long it may take from when it begins; null for what the dispatch has left.</summary>
    internal TimeSpan? Limit => Handler!.Timeout ?? Dispatch.Options.HandlerTimeout;

    private bool MustCleanUp => _scope is not null || _owned is not null;

    private bool HasEnded => Dispatch.Root.IsOver;

    /// <summary>Returns 0, 1, 2 and so on within this run, which makes the ids of its outgoing messages the same in every retry.</summary>
    public int NextOrdinal() => Interlocked.Increment(ref _ordinal) - 1;

    /// <summary>
    /// Returns the flow's single instance of <typeparamref name="T"/>, which is created on the first call, committed before the outermost dispatch
    /// reports success (in the order of creation), and discarded when that dispatch fails.
    /// </summary>
    /// <exception cref="ActorBusException">The flow has ended, so the resource would not be committed.</exception>
    public T Resource<T>(Func<T> create)
        where T : class, IFlowResource
    {
        ArgumentNullException.ThrowIfNull(create);
        return Dispatch.Root.Resources.GetOrAdd(create);
    }

    internal static void Enter(MessageFlow? flow) => Ambient.Value = flow;

    /// <summary>True when this run, or one that waits for it, occupies a routee of the handler.</summary>
    internal bool IsInside(HandlerPool pool)
    {
        for (var flow = this; flow is not null; flow = flow.Dispatch.Parent)
        {
            if (flow.IsRunning && ReferenceEquals(flow.Pool, pool)) return true;
        }

        return false;
    }

    /// <summary>False when the dispatch was given up while it waited, or another routee has it.</summary>
    internal bool TryBegin()
    {
        if (Interlocked.Exchange(ref _hasBegun, 1) != 0) return false;
        if (!Dispatch.IsDispatching) return IsRunning = false;
        if (Dispatch.ExtrasIfAny?.ScopesIfAny is { } located && located.TryHold()) _located = located;
        if (Limit is { } limit && !MessageBus.LimitsRun(Dispatch, limit))
            _timer = new Timer(static state => ((MessageFlow)state!).RunOutOfTime(), this, limit, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <summary>The handler has returned.</summary>
    internal void End()
    {
        IsRunning = false;
        _timer?.Dispose();
        if (_located is not null) Interlocked.Exchange(ref _located, null)?.Release();
    }

    /// <summary>Its supervisor has decided what its failure means; tells the dispatch, elsewhere than in the supervisor.</summary>
    internal void Conclude(Exception error)
    {
        End();
        ThreadPool.UnsafeQueueUserWorkItem(
            static run => run.Flow.Dispatch.Owner.HandlerDone(run.Flow, null, run.Error), (Flow: this, Error: error), preferLocal: true);
    }

    /// <summary>The actor that ran it is lost.</summary>
    internal void Abort(IActorRef actor, string why, Exception? cause) =>
        Lose(Errors.Aborted(Dispatch, actor.Path.ToStringWithoutAddress(), why, cause));

    /// <summary>The actor that ran it was stopped, perhaps with the whole bus.</summary>
    internal void Stop(IActorRef actor, bool withItsBus, string why)
    {
        if (withItsBus) Lose(Errors.Stopped(Dispatch));
        else Abort(actor, why, null);
    }

    private void Lose(Exception error)
    {
        if (!IsRunning) return;
        End();
        // Given up before, it ends with what it was given up for.
        if (Dispatch.IsDispatching) Dispatch.GiveUp(error);
    }

    private void RunOutOfTime()
    {
        if (IsRunning) Dispatch.GiveUp(Errors.Timeout(Dispatch, Limit!.Value));
    }

    internal void DisposeAfterwards(object instance) => _owned = instance;

    /// <summary>Runs the handler; what it throws itself comes out of the task.</summary>
    internal ValueTask<object?> Invoke() =>
        MessageTransaction.Around(this) is { } transaction ? transaction.RunAsync(InvokeHandler) : InvokeHandler();

    private ValueTask<object?> InvokeHandler()
    {
        ValueTask<object?> run;
        try
        {
            run = Handler!.Invoke!(new HandlerInvocation(this));
        }
        catch (Exception error) when (MustCleanUp)
        {
            run = ValueTask.FromException<object?>(error);
        }

        return MustCleanUp || !run.IsCompletedSuccessfully ? CleanUpAfterAsync(run) : run;
    }

    private async ValueTask<object?> CleanUpAfterAsync(ValueTask<object?> run)
    {
        try
        {
            return await run.ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(_owned).ConfigureAwait(false);
            await DisposeAsync(_scope).ConfigureAwait(false);
        }
    }

    private static ValueTask DisposeAsync(object? disposable)
    {
        if (disposable is IAsyncDisposable asynchronous) return asynchronous.DisposeAsync();
        (disposable as IDisposable)?.Dispose();
        return default;
    }
}
