using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>Runs that wait for one of the same routees, first in first out.</summary>
/// <remarks>
/// One queue for all routees of a line, instead of one mailbox each: whoever is free takes the next run, so a routee that is stuck
/// holds up nothing but its own. Any thread submits; routees take. Lock-free.
/// </remarks>
internal sealed class RouteeQueue
{
    private readonly ConcurrentQueue<MessageFlow> _waiting = new();

    public RouteeQueue(int routees) => Slots = [.. Enumerable.Range(0, routees).Select(_ => new RouteeSlot(this))];

    public RouteeSlot[] Slots { get; }

    public int Waiting => _waiting.Count;

    /// <summary>Gives the run to a free routee; false when there is none, or others wait already.</summary>
    public bool TryRun(MessageFlow flow)
    {
        if (!_waiting.IsEmpty || TakeFree() is not { } slot) return false;
        slot.Give(flow);
        return true;
    }

    public void Enqueue(MessageFlow flow)
    {
        flow.IsInLine = true;
        _waiting.Enqueue(flow);
        // A full fence; see RouteeSlot.Release.
        Interlocked.MemoryBarrier();
        Match();
    }

    public bool TryDequeue([MaybeNullWhen(false)] out MessageFlow flow)
    {
        if (!_waiting.TryDequeue(out flow)) return false;
        flow.IsInLine = false;
        return true;
    }

    /// <summary>Brings waiting runs and free routees together, while there are both.</summary>
    public void Match()
    {
        while (!_waiting.IsEmpty && TakeFree() is { } slot) slot.Release(slot.Routee);
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
