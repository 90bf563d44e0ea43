namespace ActorBus.Pipeline;

/// <summary>The resources of one message; the one that was begun last ends first.</summary>
/// <remarks>A listener that was given up may begin one while the others end, hence the lock.</remarks>
internal sealed class MessageResources
{
    private readonly Lock _gate = new();
    private readonly List<IMessageResource> _open = [];
    private bool _closed;

    /// <summary>False when the message has ended: the caller ends the resource itself.</summary>
    public bool TryAdd(IMessageResource resource)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _open.Add(resource);
            return true;
        }
    }

    /// <summary>Hands over what is to be ended, in that order; nothing when that was done before.</summary>
    public IReadOnlyList<IMessageResource> Close()
    {
        lock (_gate)
        {
            _closed = true;
            IMessageResource[] left = [.. _open];
            _open.Clear();
            Array.Reverse(left);
            return left;
        }
    }
}
