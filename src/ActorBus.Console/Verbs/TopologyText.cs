using System.Globalization;
using ActorBus.Brokers;

namespace ActorBus.Hosting.Verbs;

/// <summary>Formats topologies for display.</summary>
internal static class TopologyText
{
    /// <summary>Returns a row for each part: its type, name and properties.</summary>
    public static IEnumerable<string[]> Rows(Topology topology) =>
    [
        .. topology.Exchanges.Select(exchange => new[] { "exchange", exchange.Name, exchange.Kind.ToString().ToLowerInvariant() + ", durable" }),
        .. topology.Queues.Select(queue => new[] { "queue", queue.Name, string.Join(", ", Properties(queue)) }),
        .. topology.Bindings.Select(binding => new[] { "binding", binding.ToString(), "-" }),
    ];

    /// <summary>Returns the effect of declaring on a finding, in a word or two.</summary>
    public static string Outcome(TopologyFinding finding) => finding.State switch
    {
        TopologyState.Missing => "to be made",
        TopologyState.Present => "is there",
        TopologyState.Different => "DIFFERS",
        _ => finding.Part == TopologyPart.Binding ? "made if missing" : "not known",
    };

    /// <summary>The note about what the comparison cannot show.</summary>
    public const string Unseen = "Queues and bindings that nobody wants any more are not shown, and stay: a broker does not list them over AMQP "
        + "(rabbitmqctl list_bindings does). An event that still arrives through an old binding becomes a dead letter.";

    /// <summary>Returns the remedy for something that exists with other arguments.</summary>
    public static string Remedy(TopologyFinding finding, QueueState? queue)
    {
        var setting = Settings.Where(one => finding.Details!.Contains(one.Argument, StringComparison.Ordinal)).Select(one => one.Setting).Distinct().ToArray();
        var match = setting.Length == 0 ? "use another name" : $"set {string.Join(" and ", setting)} to what it has";
        if (finding.Part == TopologyPart.Exchange)
        {
            return $"exchange '{finding.Name}': {finding.Details}. Declaring it fails with PRECONDITION_FAILED. Either {match}, or stop all its users, "
                + "delete it and apply again: its bindings go with it, and each service declares its own again when it starts.";
        }

        var holds = queue is null ? "" : $" It holds {Quantity.Of(queue.Ready, "message")} and has {Quantity.Of(queue.Consumers, "consumer")}.";
        return $"queue '{finding.Name}': {finding.Details}. Declaring it fails with PRECONDITION_FAILED.{holds} Either {match}, or keep the queue as it is "
            + "(distribution.on-queue-mismatch = ignore, or --no-declare), or stop its senders, let it run empty, stop its consumers, delete it "
            + $"(rabbitmqctl delete_queue '{finding.Name}' --if-empty) and apply again.";
    }

    private static readonly (string Argument, string Setting)[] Settings =
    [
        ("x-delivery-limit", "distribution.delivery-limit"), ("delivery limit", "distribution.delivery-limit"),
        ("x-queue-type", "distribution.queue-kind"), ("kind", "distribution.queue-kind"),
        ("x-message-ttl", "recovery.delayed-retries"), ("message TTL", "recovery.delayed-retries"),
    ];

    private static IEnumerable<string> Properties(QueueDeclaration queue)
    {
        yield return queue.Kind.ToString().ToLowerInvariant();
        if (queue.DeliveryLimit is { } limit) yield return string.Create(CultureInfo.InvariantCulture, $"delivery limit {limit}");
        if (queue.MessageTtl is { } ttl) yield return $"time to live {ttl}";
        if (queue.Expires is { } expires) yield return $"expires unused after {expires}";
        if (queue.MaxLength is { } length) yield return string.Create(CultureInfo.InvariantCulture, $"at most {Quantity.Of(length, "message")}");
        if (queue.MaxLengthBytes is { } bytes) yield return string.Create(CultureInfo.InvariantCulture, $"at most {Quantity.Of(bytes, "byte")}");
        if (queue.MaxPriority is { } priority) yield return string.Create(CultureInfo.InvariantCulture, $"priorities up to {priority}");
        if (queue.SingleActiveConsumer) yield return "single active consumer";
        if (queue.DeadLetterExchange is { } exchange)
            yield return $"gives up to {(exchange.Length == 0 ? "queue" : $"exchange '{exchange}' with")} '{queue.DeadLetterRoutingKey ?? "its own key"}'";
    }
}
