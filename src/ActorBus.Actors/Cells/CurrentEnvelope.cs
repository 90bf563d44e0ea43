using System.Runtime.InteropServices;

namespace ActorBus.Actors.Cells;

/// <summary>What of an actor changes with each message: on a cache line of its own, apart from what senders on other cores read.</summary>
[StructLayout(LayoutKind.Explicit, Size = 152)]
internal struct CurrentEnvelope
{
    /// <summary>The message being processed; after a failure the message that failed.</summary>
    [FieldOffset(64)]
    public object? Message;

    /// <summary>Who sent it; null for nobody.</summary>
    [FieldOffset(72)]
    public IActorRef? Sender;

    /// <summary>Differs for each message.</summary>
    [FieldOffset(80)]
    public long Id;
}
