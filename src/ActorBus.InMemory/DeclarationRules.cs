using System.Text;
using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>Validates declarations and formats refusals.</summary>
internal static class DeclarationRules
{
    private const int MaxNameBytes = 255;

    public static void Check(ExchangeDeclaration exchange)
    {
        CheckName("exchange", exchange.Name);
        if (!Enum.IsDefined(exchange.Kind))
            throw Refused($"Exchange '{exchange.Name}' has the kind {exchange.Kind}, which does not exist.");
    }

    public static void Check(QueueDeclaration queue)
    {
        CheckName("queue", queue.Name);
        if (!Enum.IsDefined(queue.Kind))
            throw Refused($"Queue '{queue.Name}' has the kind {queue.Kind}, which does not exist.");
        if (queue.MessageTtl < TimeSpan.Zero)
            throw Refused($"Queue '{queue.Name}' has a message TTL of {queue.MessageTtl}; use 0 or more.");
        if (queue.Expires <= TimeSpan.Zero)
            throw Refused($"Queue '{queue.Name}' expires after {queue.Expires}; use more than 0.");
        if (queue.MaxLength < 0 || queue.MaxLengthBytes < 0)
            throw Refused($"Queue '{queue.Name}' has a negative maximum length; use 0 or more.");
        if (queue.DeliveryLimit < 0)
            throw Refused($"Queue '{queue.Name}' has a delivery limit of {queue.DeliveryLimit}; use 0 or more.");
        if (queue is { DeliveryLimit: not null, Kind: not QueueKind.Quorum })
            throw Refused($"Queue '{queue.Name}' is {queue.Kind} and has a delivery limit; only quorum queues can have one.");
        if (queue.MaxPriority is < 1 or > 255)
            throw Refused($"Queue '{queue.Name}' has {queue.MaxPriority} as its highest priority; use 1 to 255.");
        if (queue is { MaxPriority: not null, Kind: QueueKind.Quorum })
            throw Refused($"Queue '{queue.Name}' is a quorum queue and has priorities; only classic queues can have them.");
        if (queue is { DeadLetterRoutingKey: not null, DeadLetterExchange: null })
        {
            throw Refused(
                $"Queue '{queue.Name}' has a dead letter routing key but no dead letter exchange; "
                + "name one, empty for the default exchange.");
        }
    }

    public static void Check(BindingDeclaration binding)
    {
        if (binding.Exchange.Length == 0)
            throw Refused($"Queue '{binding.Queue}' cannot be bound to the default exchange: every queue is, by its name.");
        if (Encoding.UTF8.GetByteCount(binding.RoutingKey) > MaxNameBytes)
        {
            throw Refused(
                $"The binding of queue '{binding.Queue}' to exchange '{binding.Exchange}' has a key of more than "
                + $"{MaxNameBytes} bytes. Shorten it.");
        }
    }

    public static BrokerException Missing(string what, string name, BindingDeclaration binding) => Refused(
        $"NOT_FOUND - queue '{binding.Queue}' cannot be bound to exchange '{binding.Exchange}' by '{binding.RoutingKey}': "
        + $"there is no {what} '{name}'. Declare it first.");

    public static TopologyMismatchException Mismatch(ExchangeDeclaration wanted, ExchangeKind actual) => new(
        wanted.Name,
        $"PRECONDITION_FAILED - exchange '{wanted.Name}' is {actual} and was declared as {wanted.Kind}. "
        + "Delete it, or declare it as it is.");

    public static TopologyMismatchException Mismatch(QueueDeclaration wanted, QueueDeclaration actual) => new(
        wanted.Name,
        $"PRECONDITION_FAILED - queue '{wanted.Name}' is there with other arguments: "
        + $"{string.Join(", ", Differences(wanted, actual))}. Delete it once it is empty, or declare it as it is.");

    /// <summary>Returns the arguments in which a declared queue differs from the existing one.</summary>
    public static IEnumerable<string> Differences(QueueDeclaration wanted, QueueDeclaration actual)
    {
        (string Name, object? Wanted, object? Actual)[] arguments =
        [
            ("kind", wanted.Kind, actual.Kind),
            ("message TTL", wanted.MessageTtl, actual.MessageTtl),
            ("expires", wanted.Expires, actual.Expires),
            ("delivery limit", wanted.DeliveryLimit, actual.DeliveryLimit),
            ("dead letter exchange", wanted.DeadLetterExchange, actual.DeadLetterExchange),
            ("dead letter routing key", wanted.DeadLetterRoutingKey, actual.DeadLetterRoutingKey),
            ("maximum length", wanted.MaxLength, actual.MaxLength),
            ("maximum bytes", wanted.MaxLengthBytes, actual.MaxLengthBytes),
            ("highest priority", wanted.MaxPriority, actual.MaxPriority),
            ("single active consumer", wanted.SingleActiveConsumer, actual.SingleActiveConsumer),
        ];
        return from argument in arguments
               where !Equals(argument.Wanted, argument.Actual)
               select $"{argument.Name} is {Shown(argument.Actual)} and was declared as {Shown(argument.Wanted)}";
    }

    private static void CheckName(string what, string name)
    {
        if (name.Length == 0) throw Refused($"A nameless {what} was declared. Name it.");
        if (Encoding.UTF8.GetByteCount(name) > MaxNameBytes)
            throw Refused($"The name of {what} '{name[..40]}...' has more than {MaxNameBytes} bytes. Shorten it.");
        if (name.StartsWith("amq.", StringComparison.Ordinal))
        {
            throw Refused(
                $"ACCESS_REFUSED - the name of {what} '{name}' begins with 'amq.', which belongs to the broker. Choose another.");
        }
    }

    private static string Shown(object? value) => value is null ? "none" : $"'{value}'";

    private static BrokerException Refused(string message) => new(message, isTransient: false);
}
