using ActorBus.Messages;
using ActorBus.Raw;

namespace ActorBus.TestKit;

/// <summary>The registered consumers; a later consumer of a queue replaces an earlier one. Thread-safe.</summary>
internal sealed class Registrations
{
    private readonly Lock _gate = new();
    private readonly List<Registration> _all = [];

    /// <summary>Registers a consumer.</summary>
    public void Add(Registration consumer)
    {
        lock (_gate)
        {
            _all.RemoveAll(one => one.Queue == consumer.Queue);
            _all.Add(consumer);
        }
    }

    /// <summary>Returns the consumer of a queue; null when there is none.</summary>
    public Registration? OfQueue(string queue) => Find(one => one.Queue == queue).FirstOrDefault();

    /// <summary>Returns the consumer registered for exactly this event or pattern; null when there is none.</summary>
    public Registration? OfEvent(string pattern) => Find(one => one.Pattern == pattern).FirstOrDefault();

    /// <summary>Returns the consumers that receive an event.</summary>
    public IReadOnlyList<Registration> ListeningTo(string name) => Find(one => one.Pattern is { } pattern && TopicPattern.Matches(pattern, name));

    private Registration[] Find(Func<Registration, bool> fits)
    {
        lock (_gate) return [.. _all.Where(fits)];
    }
}
