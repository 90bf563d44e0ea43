namespace ActorBus.Pipeline;

/// <summary>The commands that wait behind the outermost command of a flow on one bus, first in first out.</summary>
/// <remarks>Handlers of the flow may dispatch at the same time, hence the lock. Closed once and for all when the command ends.</remarks>
internal sealed class CommandQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<DispatchContext> _waiting = new();
    private bool _closed;

    /// <summary>The queue of a command that has ended without ever having had one.</summary>
    public static CommandQueue Closed { get; } = new() { _closed = true };

    /// <summary>False when the command has ended meanwhile: the caller dispatches by itself.</summary>
    public bool TryAdd(DispatchContext dispatch)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _waiting.Enqueue(dispatch);
            return true;
        }
    }

    /// <summary>Takes the next command, or closes the queue when there is none.</summary>
    public DispatchContext? TakeOrClose()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var next)) return next;
            _closed = true;
            return null;
        }
    }

    /// <summary>Closes the queue and hands over what is left.</summary>
    public IReadOnlyList<PendingCommand> Close()
    {
        lock (_gate)
        {
            _closed = true;
            PendingCommand[] left = [.. _waiting.Select(dispatch => new PendingCommand(dispatch.Message, dispatch.Options))];
            _waiting.Clear();
            return left;
        }
    }
}
