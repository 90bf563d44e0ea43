namespace ActorBus.Distribution.Bridges;

/// <summary>The messages of each key, in the order in which they came: one is handled, the others wait behind it. Other keys do not wait.</summary>
/// <remarks>State of one actor. A key is held only while messages of it are under way, so the prefetch bounds it.</remarks>
/// <typeparam name="T">What waits.</typeparam>
/// <param name="places">How many messages may be under way at a time.</param>
/// <param name="onCrowded">Told how many wait, when those are half of them; once, until they are few again.</param>
internal sealed class KeyLines<T>(int places, Action<int> onCrowded)
    where T : class
{
    private readonly Dictionary<(string Handler, string Key), LinkedList<T>> _lines = [];
    private bool _isCrowded;

    /// <summary>How many keys are under way.</summary>
    public int Count => _lines.Count;

    /// <summary>How many messages wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Lines up.</summary>
    /// <returns>True when it is its turn at once.</returns>
    public bool Enter((string Handler, string Key) key, T one)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            _lines[key] = new LinkedList<T>([one]);
            return true;
        }

        line.AddLast(one);
        if (++Waiting < Math.Max(2, places / 2) || _isCrowded) return false;
        _isCrowded = true;
        onCrowded(Waiting);
        return false;
    }

    /// <summary>Leaves the line.</summary>
    /// <returns>Whose turn it is now; null when it was not its own turn, or nobody waits.</returns>
    public T? Leave((string Handler, string Key) key, T one)
    {
        if (!_lines.TryGetValue(key, out var line)) return null;
        var wasFirst = ReferenceEquals(line.First!.Value, one);
        if (!line.Remove(one)) return null;
        if (!wasFirst || line.Count > 0) Waiting--;
        if (Waiting < places / 4) _isCrowded = false;
        if (line.Count == 0) _lines.Remove(key);
        return wasFirst ? line.First?.Value : null;
    }

    /// <summary>Those that wait behind another one, from the last to the first of each key.</summary>
    public IReadOnlyList<T> AllWaiting() => [.. _lines.Values.SelectMany(line => line.Skip(1).Reverse())];
}
