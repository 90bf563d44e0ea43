using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>
/// Moves what queues give up to where their declarations say. Broker's executor only. A quorum queue keeps what finds no
/// target until there is one; of the others it is dropped and counted, as a broker does.
/// </summary>
internal sealed class DeadLetterRouting(VirtualHost host)
{
    private readonly Queue<(MessageQueue Source, QueuedMessage Message, string Reason)> _pending = new();
    private readonly List<(MessageQueue Source, QueuedMessage Message, string Reason)> _homeless = [];

    /// <summary>How many messages were given up with nowhere to go.</summary>
    public long Dropped { get; private set; }

    /// <summary>Notes a message; it moves when the work at hand is done, so that queues in a chain do not nest.</summary>
    public void Add(MessageQueue source, QueuedMessage message, string reason) => _pending.Enqueue((source, message, reason));

    /// <summary>Moves all that was noted, and what that brings about.</summary>
    public void Move()
    {
        while (_pending.TryDequeue(out var dead)) Move(dead.Source, dead.Message, dead.Reason);
    }

    /// <summary>Tries again what found no target; for when there are new queues or bindings.</summary>
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
