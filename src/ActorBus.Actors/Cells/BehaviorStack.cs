namespace ActorBus.Actors.Cells;

/// <summary>The behaviours of an actor, the current one on top; the first one, the actor's own, cannot be taken away.</summary>
internal sealed class BehaviorStack
{
    private Stack<Receive>? _below;
    private Receive? _top;

    public Receive Top => _top!;

    /// <summary>Replaces the top, but puts a behaviour on top of the first one.</summary>
    public void Replace(Receive receive)
    {
        if (_below is { Count: > 0 })
            _top = receive;
        else
            Push(receive);
    }

    public void Push(Receive receive)
    {
        if (_top is not null)
            (_below ??= new Stack<Receive>()).Push(_top);
        _top = receive;
    }

    public void Pop()
    {
        if (_below is { Count: > 0 })
            _top = _below.Pop();
    }

    public void Clear()
    {
        _below = null;
        _top = null;
    }
}
