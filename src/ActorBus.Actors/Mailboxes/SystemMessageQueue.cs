namespace ActorBus.Actors.Mailboxes;

/// <summary>Many senders push, the owner takes everything at once, oldest first.</summary>
internal struct SystemMessageQueue
{
    private SystemMessage? _newest;

    public readonly bool HasMessages => Volatile.Read(in _newest) is not null;

    public void Push(SystemMessage message)
    {
        SystemMessage? seen;
        do
        {
            seen = Volatile.Read(ref _newest);
            message.Next = seen;
        }
        while (Interlocked.CompareExchange(ref _newest, message, seen) != seen);
    }

    public SystemMessage? TakeAll()
    {
        var newest = Interlocked.Exchange(ref _newest, null);
        SystemMessage? oldest = null;
        while (newest is not null)
            (newest.Next, oldest, newest) = (oldest, newest, newest.Next);
        return oldest;
    }
}
