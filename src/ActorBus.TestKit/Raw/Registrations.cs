using ActorBus.Messages;
using ActorBus.Raw;

namespace ActorBus.TestKit;

/// <summary>Who consumes; of several consumers of one queue the last counts. Thread-safe.</summary>
internal sealed class Registrations
{
    private readonly Lock _gate = new();
    private readonly List<Registration> _all = [];

    /// <summary>Somebody begins to consume.</summary>
    public void Add(Registration consumer)
    {
        lock (_gate)
        {
            _all.RemoveAll(one => one.Queue == consumer.Queue);
            _all.Add(consumer);
        }
    }

    /// <summary>Who consumes a queue; null when nobody does.</summary>
    public Registration? OfQueue(string queue) => Find(one => one.Queue == queue).FirstOrDefault();

    /// <summary>Who consumes an event or pattern as it is written; null when nobody does.</summary>
    public Registration? OfEvent(string pattern) => Find(one => one.Pattern == pattern).FirstOrDefault();

    /// <summary>Who gets an event.</summary>
    public IReadOnlyList<Registration> ListeningTo(string name) => Find(one => one.Pattern is { } pattern && TopicPattern.Matches(pattern, name));

    private Registration[] Find(Func<Registration, bool> fits)
    {
        lock (_gate) return [.. _all.Where(fits)];
    }
}
