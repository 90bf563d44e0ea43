using System.Collections;
using System.Collections.Immutable;

namespace ActorBus.Pipeline;

/// <summary>The listeners of one event, as a list that listeners of the bus may change.</summary>
/// <remarks>
/// Thread-safe: a listener that goes on after its dispatch was given up may change it while finalize reads it. Whoever enumerates sees it as it was
/// when the enumeration began.
/// </remarks>
internal sealed class ListenerList(IEnumerable<object> first) : IList<object>
{
    private ImmutableList<object> _now = [.. first];

    /// <summary>The listeners at this moment.</summary>
    public IReadOnlyList<object> Now => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public int Count => Now.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public object this[int index]
    {
        get => Now[index];
        set => Change(now => now.SetItem(index, value));
    }

    /// <inheritdoc/>
    public void Add(object item) => Change(now => now.Add(item));

    /// <inheritdoc/>
    public void Clear() => Change(now => now.Clear());

    /// <inheritdoc/>
    public bool Contains(object item) => Volatile.Read(ref _now).Contains(item);

    /// <inheritdoc/>
    public void CopyTo(object[] array, int arrayIndex) => Volatile.Read(ref _now).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<object> GetEnumerator() => Now.GetEnumerator();

    /// <inheritdoc/>
    public int IndexOf(object item) => Volatile.Read(ref _now).IndexOf(item);

    /// <inheritdoc/>
    public void Insert(int index, object item) => Change(now => now.Insert(index, item));

    /// <inheritdoc/>
    public bool Remove(object item) => Change(now => now.Remove(item));

    /// <inheritdoc/>
    public void RemoveAt(int index) => Change(now => now.RemoveAt(index));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <returns>False when there was nothing to change.</returns>
    private bool Change(Func<ImmutableList<object>, ImmutableList<object>> change) => ImmutableInterlocked.Update(ref _now, change);
}
