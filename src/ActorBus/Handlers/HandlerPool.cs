using ActorBus.Pipeline;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Handlers;

/// <summary>The routees of one handler on one bus, and who gets which run.</summary>
/// <remarks>Shared between the callers, who choose a routee on their own thread, and the router actor, which supervises the routees.</remarks>
internal sealed class HandlerPool
{
    private readonly RouteeQueue[] _lines;
    private readonly int _maxWaiting;
    private int _turn;

    public HandlerPool(string name, HandlerDescriptor? handler, RuntimeServices runtime)
    {
        Log = runtime.Log;
        Troubles = runtime.Troubles;
        _maxWaiting = runtime.Options.MaxWaiting;
        Name = name;
        Handler = handler;
        // An actor of its own has its state: one of it, unless the handler says otherwise.
        var isMade = handler?.ActorSource?.Make is not null;
        Concurrency = handler?.Concurrency ?? (isMade ? 1 : runtime.Options.Concurrency);
        IsLimited = handler is not null && (handler.Concurrency is not null || handler.PartitionKey is not null || isMade);
        _lines = handler?.PartitionKey is null
            ? [new RouteeQueue(Concurrency)]
            : [.. Enumerable.Range(0, Concurrency).Select(_ => new RouteeQueue(1))];
    }

    public ILogger Log { get; }

    public ActorTroubles Troubles { get; }

    public string Name { get; }

    /// <summary>The handler; null for a pool that runs what listeners or routers put into the context.</summary>
    public HandlerDescriptor? Handler { get; }

    public int Concurrency { get; }

    /// <summary>True when the number of routees is a promise.</summary>
    public bool IsLimited { get; }

    /// <summary>The actor that supervises the routees and makes one more for a run that must not wait.</summary>
    public IActorRef Router { get; set; } = ActorRefs.Nobody;

    public IEnumerable<RouteeSlot> Slots => _lines.SelectMany(line => line.Slots);

    public int Waiting
    {
        get
        {
            var waiting = 0;
            foreach (var line in _lines) waiting += line.Waiting;
            return waiting;
        }
    }

    public void Submit(MessageFlow flow)
    {
        // Tried again by the routee that was restarted for it. Where that has died meanwhile another one gives it back here.
        if (flow.Attempt?.TakeRoutee() is { } kept)
        {
            flow.Line = kept.Line;
            kept.Give(flow);
            return;
        }

        // One that comes back waits where it did before.
        if ((flow.Line ?? LineOf(flow)) is not { } line) return;
        var isNew = flow.Line is null;
        flow.Line = line;
        if (line.TryRun(flow)) return;
        // Without a router the routees are about to be made, and free.
        if (MustNotWait(flow) && !Router.IsNobody()) Router.Tell(new HandlerRouter.RunApart(flow), ActorRefs.NoSender);
        else if (isNew && IsFull(flow)) Refuse(flow, Errors.TooManyWaiting(flow, Concurrency, _maxWaiting));
        else line.Enqueue(flow);
    }

    /// <summary>Whether too much waits. What comes from outside is bounded by the prefetch, and what had its turn already keeps it.</summary>
    private bool IsFull(MessageFlow flow) => flow.Attempt is null && Waiting >= _maxWaiting;

    private static void Refuse(MessageFlow flow, Exception error)
    {
        flow.End();
        flow.Dispatch.Owner.HandlerDone(flow, null, error);
    }

    /// <summary>
    /// A handler awaits this run. Where the number of routees is no promise it gets one of its own; where it is, only a flow that
    /// occupies one of them already does: it would wait for itself. Handlers with such a promise that wait for each other end by their deadline.
    /// </summary>
    private bool MustNotWait(MessageFlow flow) =>
        flow.Dispatch.Parent is { } parent && (IsLimited ? parent.IsInside(this) : parent.IsAwaited);

    /// <returns>Null when the handler cannot say the key; then the run has failed.</returns>
    private RouteeQueue? LineOf(MessageFlow flow)
    {
        if (_lines.Length == 1) return _lines[0];
        string? key;
        try
        {
            key = Handler!.PartitionKey!(flow.Dispatch.Message, flow.Message);
        }
        catch (Exception error)
        {
            // What says the key may be anybody's code.
            Refuse(flow, error);
            return null;
        }

        var index = key is null ? Interlocked.Increment(ref _turn) : string.GetHashCode(key, StringComparison.Ordinal);
        return _lines[(uint)index % (uint)_lines.Length];
    }
}
