using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>Runs a handler, one message at a time.</summary>
/// <remarks>
/// Parent: the handler's router. No children. A handler's failure is its own failure: the router decides what becomes of it and of the message
/// (<see cref="FailurePolicyStrategy"/>), and then has it go on or gives it the message again. What waits meanwhile is in the pool. It is
/// never sent a second run before it has asked for one, so an asynchronous handler is awaited without suspending the actor; only a restart can
/// break that, and then the run goes back to the pool.
/// </remarks>
internal sealed class Routee : ReceiveActor
{
    private readonly RouteeSlot? _slot;
    private MessageFlow? _current;

    /// <param name="slot">Its place in the pool; null for a routee that lives for one run.</param>
    public Routee(RouteeSlot? slot)
    {
        _slot = slot;
        Receive<MessageFlow>(OnRun);
        Receive<Ended>(OnEnded);
        Receive<GoOn>(_ => OnGoOn());
    }

    protected override void PreStart() => _slot?.Release(Self);

    protected override void PreRestart(Exception reason, object? message)
    {
        // What it held is the supervisor's, and its place stays taken until it is told to go on.
        if (reason is HandlerFailedException) return;
        (message as MessageFlow ?? _current)?.Abort(Self, "failed while it ran the handler", reason);
        _current = null;
        base.PreRestart(reason, message);
    }

    protected override void PostRestart(Exception reason)
    {
        if (reason is not HandlerFailedException) base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _slot?.Vacate();
        _current?.Stop(Self, Ending.ComesFromAbove(Context), "was stopped while it ran the handler");
    }

    private void OnRun(MessageFlow flow)
    {
        if (_current is not null)
        {
            flow.Pool!.Submit(flow);
            return;
        }

        if (!flow.TryBegin())
        {
            Next();
            return;
        }

        _current = flow;
        ValueTask<object?> run;
        IDisposable? scope = null;
        MessageFlow.Enter(flow);
        try
        {
            scope = flow.Dispatch.Options.LogScope?.Begin();
            run = flow.Invoke();
        }
        catch (Exception error)
        {
            run = ValueTask.FromException<object?>(error);
        }
        finally
        {
            // What the handler awaits has the scope all the same; the next message must not.
            scope?.Dispose();
            MessageFlow.Enter(null);
        }

        if (run.IsCompletedSuccessfully) End(flow, run.Result, null);
        else _ = AwaitAsync(flow, run, Self);
    }

    private static async Task AwaitAsync(MessageFlow flow, ValueTask<object?> run, IActorRef self)
    {
        Ended ended;
        try
        {
            ended = new Ended(flow, await run.ConfigureAwait(false), null);
        }
        catch (Exception error)
        {
            ended = new Ended(flow, null, error);
        }

        self.Tell(ended, ActorRefs.NoSender);
    }

    private void OnEnded(Ended ended)
    {
        // A restart has given up the run before.
        if (!ReferenceEquals(ended.Flow, _current)) return;
        End(ended.Flow, ended.Result, ended.Error);
    }

    private void End(MessageFlow flow, object? result, Exception? error)
    {
        if (error is not null && _slot is not null) throw new HandlerFailedException(new HandlerFailure(flow, error, _slot));
        _current = null;
        flow.End();
        Next();
        flow.Dispatch.Owner.HandlerDone(flow, result, error);
    }

    private void OnGoOn()
    {
        // One that took the place of the routee that is meant has begun by itself.
        if (_current is { IsRunning: true }) return;
        _current = null;
        Next();
    }

    private void Next()
    {
        if (_slot is null) Context.Stop(Self);
        else _slot.Release(Self);
    }

    /// <summary>The handler has ended, on whatever thread.</summary>
    private sealed record Ended(MessageFlow Flow, object? Result, Exception? Error) : IDeadLetterSuppression;

    /// <summary>Take the next run: what failed is decided.</summary>
    internal sealed class GoOn : IDeadLetterSuppression
    {
        public static readonly GoOn Instance = new();
    }
}
