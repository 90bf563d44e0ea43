using System.Diagnostics.CodeAnalysis;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>Runs that wait for one of the same routees, first in first out.</summary>
/// <remarks>
/// One queue for all routees of a line, instead of one mailbox each: whoever is free takes the next run, so a routee that is stuck
/// holds up nothing but its own. Any thread submits; routees take. It is a list through the runs themselves, so that one that is given up leaves it
/// at once, and nothing is allocated; its lock is held for a few pointer writes, and not taken at all while nothing waits.
/// </remarks>
internal sealed class RouteeQueue
{
    private readonly Lock _gate = new();
    private MessageFlow? _first;
    private MessageFlow? _last;
    private int _waiting;

    public RouteeQueue(int routees) => Slots = [.. Enumerable.Range(0, routees).Select(_ => new RouteeSlot(this))];

    public RouteeSlot[] Slots { get; }

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Gives the run to a free routee; false when there is none, or others wait already.</summary>
    public bool TryRun(MessageFlow flow)
    {
        if (Waiting > 0 || TakeFree() is not { } slot) return false;
        slot.Give(flow);
        return true;
    }

    public void Enqueue(MessageFlow flow)
    {
        lock (_gate)
        {
            flow.IsInLine = true;
            flow.PreviousInLine = _last;
            if (_last is null) _first = flow;
            else _last.NextInLine = flow;
            _last = flow;
            _waiting++;
        }

        // A full fence; see RouteeSlot.Release. Whoever gives a dispatch up says so first and looks then for its runs: one of the two sees the other.
        Interlocked.MemoryBarrier();
        if (flow.Dispatch.IsDispatching) Match();
        else Leave(flow);
    }

    public bool TryDequeue([MaybeNullWhen(false)] out MessageFlow flow)
    {
        flow = null;
        if (Waiting == 0) return false;
        lock (_gate)
        {
            flow = _first;
            if (flow is not null) Unlink(flow);
        }

        return flow is not null;
    }

    /// <summary>A run was given up: should it still wait, it leaves the queue and ends.</summary>
    public void Leave(MessageFlow flow)
    {
        lock (_gate)
        {
            if (!flow.IsInLine) return;
            Unlink(flow);
        }

        flow.End();
    }

    /// <summary>Brings waiting runs and free routees together, while there are both.</summary>
    public void Match()
    {
        while (Waiting > 0 && TakeFree() is { } slot) slot.Release(slot.Routee);
    }

    private void Unlink(MessageFlow flow)
    {
        if (flow.PreviousInLine is { } previous) previous.NextInLine = flow.NextInLine;
        else _first = flow.NextInLine;
        if (flow.NextInLine is { } next) next.PreviousInLine = flow.PreviousInLine;
        else _last = flow.PreviousInLine;
        flow.NextInLine = flow.PreviousInLine = null;
        flow.IsInLine = false;
        _waiting--;
    }

    private RouteeSlot? TakeFree()
    {
        foreach (var slot in Slots)
        {
            if (slot.TryTake()) return slot;
        }

        return null;
    }
}
