namespace ActorBus.InMemory;

/// <summary>The waiting messages of a queue, those of the highest priority first.</summary>
/// <param name="sorted">
/// True to return messages to their original position, as a classic queue does; false to keep the order in which they returned.
/// </param>
/// <param name="maxPriority">The highest priority; higher values count as this one. 0 for a queue without priorities.</param>
internal sealed class ReadyMessages(bool sorted, int maxPriority)
{
    // The highest priority first.
    private readonly ReadyLevel[] _levels = [.. Enumerable.Range(0, maxPriority + 1).Select(_ => new ReadyLevel(sorted))];

    public int Count { get; private set; }

    /// <summary>The total size of the bodies in bytes.</summary>
    public long BodyBytes => _levels.Length == 1 ? _levels[0].BodyBytes : _levels.Sum(level => level.BodyBytes);

    public QueuedMessage? First => Count == 0 ? null : Foremost.First;

    private ReadyLevel Foremost => _levels.Length == 1 ? _levels[0] : Array.Find(_levels, level => level.Count > 0)!;

    public void Append(QueuedMessage message)
    {
        Count++;
        LevelOf(message).Append(message);
    }

    public void PutBack(QueuedMessage message)
    {
        Count++;
        LevelOf(message).PutBack(message);
    }

    public QueuedMessage Take()
    {
        Count--;
        return Foremost.Take();
    }

    /// <summary>Removes all matching messages.</summary>
    public List<QueuedMessage> RemoveAll(Predicate<QueuedMessage> match)
    {
        List<QueuedMessage> removed = [.. _levels.SelectMany(level => level.RemoveAll(match))];
        Count -= removed.Count;
        return removed;
    }

    public IEnumerable<QueuedMessage> All() => _levels.SelectMany(level => level.All());

    private ReadyLevel LevelOf(QueuedMessage message) => _levels[maxPriority - Math.Min(message.Message.Priority ?? 0, maxPriority)];
}
