namespace ActorBus.InMemory;

/// <summary>The consumers of a queue, which take turns; with a single active consumer, the others wait to take over.</summary>
internal sealed class ConsumerRing(bool singleActive)
{
    private readonly List<Consumer> _consumers = [];
    private int _next;

    public int Count => _consumers.Count;

    public void Add(Consumer consumer) => _consumers.Add(consumer);

    public bool Remove(Consumer consumer)
    {
        var index = _consumers.IndexOf(consumer);
        if (index < 0) return false;
        _consumers.RemoveAt(index);
        if (index < _next) _next--;
        return true;
    }

    /// <summary>Returns the consumer for the next message; null when none has room.</summary>
    public Consumer? Next()
    {
        if (singleActive) return _consumers is [{ HasRoom: true } active, ..] ? active : null;
        for (var tried = 0; tried < _consumers.Count; tried++)
        {
            if (_next >= _consumers.Count) _next = 0;
            var consumer = _consumers[_next++];
            if (consumer.HasRoom) return consumer;
        }

        return null;
    }

    /// <summary>Removes all consumers.</summary>
    public Consumer[] Clear()
    {
        Consumer[] all = [.. _consumers];
        _consumers.Clear();
        return all;
    }
}
