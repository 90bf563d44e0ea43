using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.InMemory;

/// <summary>An exchange with its bindings; remembers where the last keys went.</summary>
internal sealed class Exchange(ExchangeKind kind)
{
    private const int MaxRoutes = 1024;
    private readonly List<(string Key, MessageQueue Queue)> _bindings = [];
    private readonly Dictionary<string, MessageQueue[]> _routes = new(StringComparer.Ordinal);

    public ExchangeKind Kind => kind;

    public void Bind(MessageQueue queue, string key)
    {
        if (_bindings.Contains((key, queue))) return;
        _bindings.Add((key, queue));
        _routes.Clear();
    }

    public bool Has(MessageQueue queue, string key) => _bindings.Contains((key, queue));

    public void Unbind(MessageQueue queue)
    {
        if (_bindings.RemoveAll(binding => binding.Queue == queue) > 0) _routes.Clear();
    }

    /// <summary>The queues that a message with this key goes to, each once.</summary>
    public MessageQueue[] Route(string key)
    {
        if (_routes.TryGetValue(key, out var known)) return known;
        var bindings = _bindings.Where(binding => Takes(binding.Key, key));
        MessageQueue[] queues = [.. bindings.Select(binding => binding.Queue).Distinct()];
        // Keys come from senders: what is remembered is bounded.
        if (_routes.Count >= MaxRoutes) _routes.Clear();
        _routes.Add(key, queues);
        return queues;
    }

    private bool Takes(string bindingKey, string key) => kind switch
    {
        ExchangeKind.Direct => bindingKey == key,
        ExchangeKind.Topic => TopicPattern.Matches(bindingKey, key),
        _ => true,
    };
}
