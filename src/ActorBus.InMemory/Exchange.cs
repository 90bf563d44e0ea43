using ActorBus.Brokers;
using ActorBus.Messages;

namespace ActorBus.InMemory;

/// <summary>An exchange with its bindings and a cache of the routes of recent keys.</summary>
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

    /// <summary>Returns the queues that receive a message with this key, each one once.</summary>
    public MessageQueue[] Route(string key)
    {
        if (_routes.TryGetValue(key, out var known)) return known;
        var bindings = _bindings.Where(binding => Takes(binding.Key, key));
        MessageQueue[] queues = [.. bindings.Select(binding => binding.Queue).Distinct()];
        // Keys come from senders, so the cache is bounded.
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
