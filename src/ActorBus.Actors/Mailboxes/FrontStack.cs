namespace ActorBus.Actors.Mailboxes;

/// <summary>Messages that were unstashed: taken before the queue, last put first out. Used on the owner's thread only.</summary>
internal struct FrontStack
{
    private Envelope[]? _items;
    private int _count;

    public readonly int Count => _count;

    public void Push(Envelope envelope)
    {
        if (_items is null)
            _items = new Envelope[4];
        else if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);
        _items[_count++] = envelope;
    }

    public Envelope Pop()
    {
        var envelope = _items![--_count];
        _items[_count] = default;
        return envelope;
    }
}
