using System.Runtime.InteropServices;

namespace ActorBus.Actors.Mailboxes;

/// <summary>One ring of an <see cref="UnboundedMessageQueue"/>: a power of two of slots, claimed by senders and emptied by the owner.</summary>
internal sealed class MessageRing
{
    /// <summary>Set in <see cref="Positions.Tail"/> when senders have to go on to the next ring.</summary>
    public const long ClosedBit = 1L << 62;

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

    /// <summary>Owner and senders write on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 160)]
    public struct Positions
    {
        /// <summary>The next slot to take; written by the owner.</summary>
        [FieldOffset(24)]
        public long Head;

        /// <summary>The next slot to claim; written by senders.</summary>
        [FieldOffset(88)]
        public long Tail;

        /// <summary>Slots before this are known to be free; written by senders.</summary>
        [FieldOffset(96)]
        public long Limit;
    }
}
