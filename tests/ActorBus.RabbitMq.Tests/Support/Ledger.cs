using System.Collections.Concurrent;

namespace ActorBus.RabbitMq.Tests.Support;

/// <summary>What became of each numbered message, on both sides.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, PublishStatus> _sent = new();
    private readonly ConcurrentDictionary<string, int> _received = new();
    private int _unknown;

    public int Count(PublishStatus status) => _sent.Values.Count(each => each == status);

    /// <summary>How many publishes ended unknown, also those that were repeated later.</summary>
    public int Unknown => Volatile.Read(ref _unknown);

    /// <summary>Confirmed and never received.</summary>
    public IEnumerable<string> Lost => _sent.Where(each => each.Value == PublishStatus.Confirmed && !_received.ContainsKey(each.Key)).Select(each => each.Key);

    public int Duplicates => _received.Values.Sum(count => count - 1);

    /// <summary>Received and never confirmed.</summary>
    public int StoredThoughUnknown => _received.Keys.Count(id => _sent.GetValueOrDefault(id) != PublishStatus.Confirmed);

    public void Sent(string id, PublishStatus status)
    {
        if (status == PublishStatus.Unknown)
            Interlocked.Increment(ref _unknown);
        _sent[id] = status;
    }

    public void Received(string id) => _received.AddOrUpdate(id, 1, (_, count) => count + 1);

    public bool HasReceivedAllConfirmed => !Lost.Any();
}
