using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>The exchanges and queues of a broker, by name. Broker's executor only.</summary>
internal sealed class TopologyTable(VirtualHost host)
{
    private readonly Dictionary<string, MessageQueue> _queues = new(StringComparer.Ordinal);

    // The default exchange: every queue under its name. Kept apart so that routing to it allocates nothing.
    private readonly Dictionary<string, MessageQueue[]> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exchange> _exchanges = new(StringComparer.Ordinal)
    {
        ["amq.direct"] = new(ExchangeKind.Direct),
        ["amq.topic"] = new(ExchangeKind.Topic),
        ["amq.fanout"] = new(ExchangeKind.Fanout),
    };

    public IEnumerable<MessageQueue> Queues => _queues.Values;

    public MessageQueue? Find(string queue) => _queues.GetValueOrDefault(queue);

    /// <summary>Returns a queue that a connection may use; null when it does not exist.</summary>
    /// <exception cref="BrokerException">The queue belongs to another connection.</exception>
    public MessageQueue? Find(string name, InMemoryConnection connection)
    {
        var queue = Find(name);
        return queue?.Owner is null || queue.Owner == connection
            ? queue
            : throw new BrokerException(
                $"RESOURCE_LOCKED - queue '{name}' belongs exclusively to another connection. Use a queue of another name.",
                isTransient: false);
    }

    public void Declare(Topology topology, InMemoryConnection connection)
    {
        foreach (var exchange in topology.Exchanges) Declare(exchange);
        foreach (var queue in topology.Queues) Declare(queue, connection);
        foreach (var binding in topology.Bindings) Bind(binding, connection);
        host.DeadLetters.RetryHomeless();
    }

    /// <summary>Compares a topology with what exists.</summary>
    public IReadOnlyList<TopologyFinding> Examine(Topology topology, bool compare) =>
    [
        .. topology.Exchanges.Select(wanted => Examine(wanted, compare)),
        .. topology.Queues.Select(wanted => Examine(wanted, compare)),
        .. topology.Bindings.Select(Examine),
    ];

    /// <summary>Returns the queues that receive a message; null when the exchange does not exist.</summary>
    public MessageQueue[]? Route(string exchange, string routingKey)
    {
        if (exchange.Length == 0) return _byName.GetValueOrDefault(routingKey) ?? [];
        return _exchanges.GetValueOrDefault(exchange)?.Route(routingKey);
    }

    /// <summary>Removes a queue.</summary>
    /// <returns>The consumers of the queue.</returns>
    public Consumer[] Delete(MessageQueue queue)
    {
        if (queue.IsDeleted) return [];
        _queues.Remove(queue.Name);
        _byName.Remove(queue.Name);
        foreach (var exchange in _exchanges.Values) exchange.Unbind(queue);
        return queue.Delete();
    }

    public void DeleteOwnedBy(InMemoryConnection connection)
    {
        foreach (var queue in _queues.Values.Where(queue => queue.Owner == connection).ToArray()) Delete(queue);
    }

    private TopologyFinding Examine(ExchangeDeclaration wanted, bool compare)
    {
        if (!_exchanges.TryGetValue(wanted.Name, out var exchange))
            return new TopologyFinding(TopologyPart.Exchange, wanted.Name, TopologyState.Missing);
        return compare && exchange.Kind != wanted.Kind
            ? new TopologyFinding(TopologyPart.Exchange, wanted.Name, TopologyState.Different, $"type is '{exchange.Kind}', wanted is '{wanted.Kind}'")
            : new TopologyFinding(TopologyPart.Exchange, wanted.Name, TopologyState.Present);
    }

    private TopologyFinding Examine(QueueDeclaration wanted, bool compare)
    {
        if (Find(wanted.Name) is not { } queue) return new TopologyFinding(TopologyPart.Queue, wanted.Name, TopologyState.Missing);
        return compare && queue.Declaration != wanted
            ? new TopologyFinding(
                TopologyPart.Queue, wanted.Name, TopologyState.Different, string.Join("; ", DeclarationRules.Differences(wanted, queue.Declaration)))
            : new TopologyFinding(TopologyPart.Queue, wanted.Name, TopologyState.Present);
    }

    private TopologyFinding Examine(BindingDeclaration wanted)
    {
        var isThere = _exchanges.GetValueOrDefault(wanted.Exchange) is { } exchange && Find(wanted.Queue) is { } queue
            && exchange.Has(queue, wanted.RoutingKey);
        return new TopologyFinding(TopologyPart.Binding, wanted.ToString(), isThere ? TopologyState.Present : TopologyState.Missing);
    }

    private void Declare(ExchangeDeclaration wanted)
    {
        if (_exchanges.TryGetValue(wanted.Name, out var exchange))
        {
            if (exchange.Kind != wanted.Kind) throw DeclarationRules.Mismatch(wanted, exchange.Kind);
            return;
        }

        DeclarationRules.Check(wanted);
        _exchanges.Add(wanted.Name, new Exchange(wanted.Kind));
    }

    private void Declare(QueueDeclaration wanted, InMemoryConnection connection)
    {
        if (Find(wanted.Name, connection) is { } queue)
        {
            if (queue.Declaration != wanted) throw DeclarationRules.Mismatch(wanted, queue.Declaration);
            queue.NoteUse();
            return;
        }

        DeclarationRules.Check(wanted);
        queue = new MessageQueue(host, wanted, wanted.Kind == QueueKind.Exclusive ? connection : null);
        _queues.Add(wanted.Name, queue);
        _byName.Add(wanted.Name, [queue]);
    }

    private void Bind(BindingDeclaration binding, InMemoryConnection connection)
    {
        DeclarationRules.Check(binding);
        if (!_exchanges.TryGetValue(binding.Exchange, out var exchange))
            throw DeclarationRules.Missing("exchange", binding.Exchange, binding);
        var queue = Find(binding.Queue, connection) ?? throw DeclarationRules.Missing("queue", binding.Queue, binding);
        exchange.Bind(queue, binding.RoutingKey);
    }
}
