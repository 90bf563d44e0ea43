using ActorBus.Brokers;
using ActorBus.RabbitMq.Connections;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>Compares a topology with what exists on the broker, by the means of AMQP.</summary>
/// <remarks>
/// A passive declaration shows whether something exists. If it does, declaring it with equal arguments changes nothing and is refused when an
/// argument differs. The broker names one differing argument each time, so the declaration is repeated with the existing value of that one. AMQP
/// cannot list bindings.
/// </remarks>
internal sealed class TopologyExaminer(AdminChannel channel, IConnection connection)
{
    private const int MostArguments = 20;
    private readonly int _serverMajor = ServerVersion.Major(connection);

    public async Task<IReadOnlyList<TopologyFinding>> ExamineAsync(Topology topology, bool compare, CancellationToken cancellationToken)
    {
        var findings = new List<TopologyFinding>();
        foreach (var exchange in topology.Exchanges) findings.Add(await ExamineAsync(exchange, compare, cancellationToken).ConfigureAwait(false));
        foreach (var queue in topology.Queues) findings.Add(await ExamineAsync(queue, compare, cancellationToken).ConfigureAwait(false));
        foreach (var binding in topology.Bindings) findings.Add(await ExamineAsync(binding, cancellationToken).ConfigureAwait(false));
        return findings;
    }

    private async Task<TopologyFinding> ExamineAsync(ExchangeDeclaration exchange, bool compare, CancellationToken cancellationToken)
    {
        var refusal = await FindExchangeAsync(exchange.Name, cancellationToken).ConfigureAwait(false);
        if (refusal is null && compare)
        {
            refusal = await AskAsync($"compare exchange '{exchange.Name}'", on => on.ExchangeDeclareAsync(
                exchange.Name, ExchangeKinds.TypeOf(exchange.Kind), durable: true, autoDelete: false), cancellationToken).ConfigureAwait(false);
        }

        return Finding(TopologyPart.Exchange, exchange.Name, refusal, []);
    }

    private async Task<TopologyFinding> ExamineAsync(QueueDeclaration queue, bool compare, CancellationToken cancellationToken)
    {
        var refusal = await FindQueueAsync(queue.Name, cancellationToken).ConfigureAwait(false);
        var differences = new List<Inequivalence>();
        if (refusal is not null || !compare) return Finding(TopologyPart.Queue, queue.Name, refusal, differences);

        var (durable, exclusive) = (queue.Kind != QueueKind.Exclusive, queue.Kind == QueueKind.Exclusive);
        var arguments = QueueArguments.Of(queue, _serverMajor);
        while (differences.Count < MostArguments)
        {
            refusal = await AskAsync($"compare queue '{queue.Name}'", on => on.QueueDeclareAsync(
                queue.Name, durable, exclusive, autoDelete: false, arguments), cancellationToken).ConfigureAwait(false);
            if (refusal is null || Inequivalence.Read(refusal.ReplyText) is not { } difference || differences.Contains(difference)) break;
            differences.Add(difference);
            if (!difference.Argument.StartsWith("x-", StringComparison.Ordinal)) break;
            if (difference.Value is { } value) arguments[difference.Argument] = value;
            else arguments.Remove(difference.Argument);
        }

        return Finding(TopologyPart.Queue, queue.Name, refusal, differences);
    }

    private async Task<TopologyFinding> ExamineAsync(BindingDeclaration binding, CancellationToken cancellationToken)
    {
        var missing = await FindExchangeAsync(binding.Exchange, cancellationToken).ConfigureAwait(false) is { ReplyCode: 404 }
            || await FindQueueAsync(binding.Queue, cancellationToken).ConfigureAwait(false) is { ReplyCode: 404 };
        return missing
            ? new TopologyFinding(TopologyPart.Binding, binding.ToString(), TopologyState.Missing)
            : new TopologyFinding(TopologyPart.Binding, binding.ToString(), TopologyState.Unknown, "AMQP does not tell bindings");
    }

    private Task<ShutdownEventArgs?> FindExchangeAsync(string exchange, CancellationToken cancellationToken) =>
        AskAsync($"look for exchange '{exchange}'", on => on.ExchangeDeclarePassiveAsync(exchange), cancellationToken);

    private Task<ShutdownEventArgs?> FindQueueAsync(string queue, CancellationToken cancellationToken) =>
        AskAsync($"look for queue '{queue}'", on => on.QueueDeclarePassiveAsync(queue), cancellationToken);

    /// <returns>The reason why the broker refused; null when it did not.</returns>
    private async Task<ShutdownEventArgs?> AskAsync(string what, Func<IChannel, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await channel.SendAsync(what, async on =>
            {
                await ask(on).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason is { Initiator: ShutdownInitiator.Peer } reason)
        {
            return reason;
        }
    }

    private static TopologyFinding Finding(TopologyPart part, string name, ShutdownEventArgs? refusal, List<Inequivalence> differences)
    {
        var inequivalent = refusal is { ReplyCode: 406 } && Inequivalence.Read(refusal.ReplyText) is { } one ? differences.Append(one) : differences;
        var texts = inequivalent.Distinct().Select(difference => difference.ToString()).ToArray();
        if (texts.Length > 0) return new TopologyFinding(part, name, TopologyState.Different, string.Join("; ", texts));
        return refusal?.ReplyCode switch
        {
            null => new TopologyFinding(part, name, TopologyState.Present),
            404 => new TopologyFinding(part, name, TopologyState.Missing),
            406 => new TopologyFinding(part, name, TopologyState.Different, CloseText.Of(refusal)),
            403 => new TopologyFinding(part, name, TopologyState.Unknown, "it is there; to compare its arguments the user needs the right to configure"),
            _ => new TopologyFinding(part, name, TopologyState.Unknown, CloseText.Of(refusal)),
        };
    }
}
