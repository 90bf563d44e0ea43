using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>
/// Moves dead letters to the targets declared by their queues. Broker's executor only. A quorum queue keeps a dead letter without a target until
/// there is one; other queues drop and count it, as brokers do.
/// </summary>
internal sealed class DeadLetterRouting(VirtualHost host)
{
    private readonly Queue<(MessageQueue Source, QueuedMessage Message, string Reason)> _pending = new();
    private readonly List<(MessageQueue Source, QueuedMessage Message, string Reason)> _homeless = [];

    /// <summary>The number of dead letters that were dropped without a target.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a dead letter, which is moved after the current work, so that chained queues do not nest.</summary>
    public void Add(MessageQueue source, QueuedMessage message, string reason) => _pending.Enqueue((source, message, reason));

    /// <summary>Moves all added dead letters, including those that result from the moves.</summary>
    public void Move()
    {
        while (_pending.TryDequeue(out var dead)) Move(dead.Source, dead.Message, dead.Reason);
    }

    /// <summary>Retries dead letters without a target, after queues or bindings were added.</summary>
    public void RetryHomeless()
    {
        _homeless.ForEach(_pending.Enqueue);
        _homeless.Clear();
    }

    private void Move(MessageQueue source, QueuedMessage message, string reason)
    {
        if (source.IsDeleted) return;
        if (source.Declaration.DeadLetterExchange is not { } exchange)
        {
            Drop(source, message);
            return;
        }

        var routingKey = source.Declaration.DeadLetterRoutingKey ?? message.RoutingKey;
        var targets = host.Route(exchange, routingKey) ?? [];
        if (targets.Length == 0 && source.Declaration.Kind == QueueKind.Quorum)
        {
            _homeless.Add((source, message, reason));
            return;
        }

        var letter = DeathHeaders.Write(message, source.Name, reason, host.Options.TimeProvider.GetUtcNow());
        if (reason != DeathReason.Rejected) targets = [.. targets.Where(target => !DeathHeaders.IsCycle(letter, target.Name))];
        if (targets.Length == 0)
        {
            Drop(source, message);
            return;
        }

        source.Forget(message);
        foreach (var target in targets) target.Append(new QueuedMessage(letter, exchange, routingKey));
    }

    private void Drop(MessageQueue source, QueuedMessage message)
    {
        source.Forget(message);
        Dropped++;
    }
}
