using System.Runtime.InteropServices;

namespace ActorBus.Actors.Mailboxes;

/// <summary>One ring of an <see cref="UnboundedMessageQueue"/>: a power of two of slots, claimed by senders and emptied by the owner.</summary>
internal sealed class MessageRing
{
    /// <summary>Set in <see cref="Positions.Tail"/> when senders have to go on to the next ring.</summary>
    public const long ClosedBit = 1L << 62;

    /// <summary>Set in <see cref="Positions.Tail"/> while the owner sleeps: the ring is empty, and who takes the bit away wakes the owner.</summary>
    public const long AsleepBit = 1L << 61;

    /// <summary>What of <see cref="Positions.Tail"/> is the position.</summary>
    public const long PositionMask = AsleepBit - 1;

    private readonly Slot[] _slots;
    private readonly int _mask;

    public MessageRing(int size)
    {
        _slots = new Slot[size];
        _mask = size - 1;
        At.Limit = size;
    }

    public Positions At;

    public MessageRing? Next;

    public int Size => _slots.Length;

    public ref Slot this[long position] => ref _slots[(int)position & _mask];

    /// <summary>A message and its sender; a message of null marks a free slot.</summary>
    public struct Slot
    {
        public object? Message;
        public IActorRef? Sender;
    }

    /// <summary>Owner and senders write on cache lines of their own, where nothing lies that others only read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 200)]
    public struct Positions
    {
        /// <summary>The next slot to take; written by the owner.</summary>
        [FieldOffset(64)]
        public long Head;

        /// <summary>The next slot to claim; written by senders.</summary>
        [FieldOffset(128)]
        public long Tail;

        /// <summary>Slots before this are known to be free; written by senders.</summary>
        [FieldOffset(136)]
        public long Limit;
    }
}
