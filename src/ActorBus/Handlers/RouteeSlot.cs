using ActorBus.Pipeline;
using Akka.Actor;

namespace ActorBus.Handlers;

/// <summary>The place of one routee: free, taken by a run, or vacant while its actor is being made.</summary>
internal sealed class RouteeSlot(RouteeQueue line)
{
    private const int Vacant = 0;
    private const int Free = 1;
    private const int Taken = 2;
    private int _state;
    private MessageFlow? _given;

    public RouteeQueue Line => line;

    /// <summary>The routee that lives here now.</summary>
    public IActorRef Routee { get; private set; } = ActorRefs.Nobody;

    public bool TryTake() => Volatile.Read(ref _state) == Free && Interlocked.CompareExchange(ref _state, Taken, Free) == Free;

    /// <summary>Gives a run to the routee, for which the place was taken.</summary>
    public void Give(MessageFlow flow)
    {
        // A full fence: should the routee be replaced now, either its successor finds the run here, or the successor is told it.
        Interlocked.Exchange(ref _given, flow);
        Routee.Tell(flow, ActorRefs.NoSender);
    }

    /// <summary>A routee has moved in, or has ended a run: it gets the next one, or is free.</summary>
    public void Release(IActorRef routee)
    {
        if (!ReferenceEquals(Routee, routee))
        {
            Routee = routee;
            if (Interlocked.Exchange(ref _given, null) is { HasBegun: false, IsRunning: true } stranded)
            {
                Volatile.Write(ref _state, Taken);
                Give(stranded);
                return;
            }
        }

        _given = null;
        if (line.TryDequeue(out var next))
        {
            // It may have been vacant: nobody else may take it now.
            Volatile.Write(ref _state, Taken);
            Give(next);
            return;
        }

        // A full fence: either whoever enqueues sees the free place, or the check in Match sees what was enqueued.
        Interlocked.Exchange(ref _state, Free);
        line.Match();
    }

    /// <summary>It was kept for a run that does not come.</summary>
    public void Release() => Routee.Tell(Handlers.Routee.GoOn.Instance, ActorRefs.NoSender);

    /// <summary>Marks the place as vacant because its routee has stopped; it cannot be taken until the successor has started.</summary>
    public void Vacate() => Interlocked.Exchange(ref _state, Vacant);
}
