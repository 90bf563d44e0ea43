namespace ActorBus.InMemory;

/// <summary>The waiting messages of one priority: first those that returned, then the others.</summary>
/// <param name="sorted">
/// True to return messages to their original position, as a classic queue does; false to keep the order in which they returned.
/// </param>
internal sealed class ReadyLevel(bool sorted)
{
    private readonly LinkedList<QueuedMessage> _returned = new();
    private readonly Queue<QueuedMessage> _messages = new();

    public int Count => _returned.Count + _messages.Count;

    /// <summary>The total size of the bodies in bytes.</summary>
    public long BodyBytes { get; private set; }

    public QueuedMessage? First =>
        _returned.First?.Value ?? (_messages.TryPeek(out var first) ? first : null);

    public void Append(QueuedMessage message)
    {
        _messages.Enqueue(message);
        BodyBytes += message.Message.Body.Length;
    }

    public void PutBack(QueuedMessage message)
    {
        BodyBytes += message.Message.Body.Length;
        var before = _returned.Last;
        while (sorted && before is not null && before.Value.Sequence > message.Sequence) before = before.Previous;
        if (before is null) _returned.AddFirst(message);
        else _returned.AddAfter(before, message);
    }

    public QueuedMessage Take()
    {
        QueuedMessage message;
        if (_returned.First is { } first)
        {
            message = first.Value;
            _returned.RemoveFirst();
        }
        else
        {
            message = _messages.Dequeue();
        }

        BodyBytes -= message.Message.Body.Length;
        return message;
    }

    /// <summary>Removes all matching messages.</summary>
    public List<QueuedMessage> RemoveAll(Predicate<QueuedMessage> match)
    {
        var removed = new List<QueuedMessage>();
        for (var left = Count; left > 0; left--)
        {
            var message = Take();
            if (match(message)) removed.Add(message);
            else Append(message);
        }

        return removed;
    }

    public IEnumerable<QueuedMessage> All() => _returned.Concat(_messages);
}
