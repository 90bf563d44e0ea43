using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Recovery;

namespace ActorBus.Raw;

/// <summary>Options of raw publishers and consumers.</summary>
public sealed class RawBusOptions
{
    /// <summary>The name of the application, which ends the names of its event queues, in lower case with spaces replaced by dots.</summary>
    public required string AppName { get; set; }

    /// <summary>The exchange of <see cref="IRawBus.Routing"/>, declared before the first publish. The default is <c>pigeon</c>.</summary>
    public string ApplicationExchange { get; set; } = "pigeon";

    /// <summary>The kind of that exchange. The default is <see cref="ExchangeKind.Direct"/>.</summary>
    public ExchangeKind ApplicationExchangeKind { get; set; } = ExchangeKind.Direct;

    /// <summary>The topic exchange for events, declared where it is used. The default is <c>event</c>.</summary>
    public string EventExchange { get; set; } = "event";

    /// <summary>The exchange to which queues declared here send rejected messages; empty for the default exchange, null for none.</summary>
    /// <remarks>
    /// In configuration, rejected messages go to the dead letter queue of the service unless an exchange or a routing key is named there; an exchange
    /// without a routing key then keeps the routing keys of the messages.
    /// </remarks>
    public string? DeadLetterExchange { get; set; }

    /// <summary>The routing key for rejected messages, which needs a <see cref="DeadLetterExchange"/>; null to keep their own.</summary>
    public string? DeadLetterRoutingKey { get; set; }

    /// <summary>
    /// The action when a callback throws and there is no fallback: <see cref="FailureAction.Ack"/>, <see cref="FailureAction.Reject"/>,
    /// <see cref="FailureAction.Requeue"/>, or <see cref="FailureAction.Throw"/>, with which the consumer ends with the error and the message returns
    /// to the queue. The default is Reject, so that nothing is dropped where there is a dead letter target; in a queue declared here without one, the
    /// message returns to the queue, from the second time on after one second.
    /// </summary>
    public FailureAction OnFailure { get; set; } = FailureAction.Reject;

    /// <summary>
    /// The headers of every message. A value that is a <see cref="Func{TResult}"/> of object is evaluated at each publish; headers of the message
    /// itself take precedence. A dot in a name creates a nested table.
    /// </summary>
    public IDictionary<string, object?> Headers { get; set; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>What to do when a queue already exists with other arguments. The default is <see cref="QueueMismatch.Ignore"/>.</summary>
    public QueueMismatch OnQueueMismatch { get; set; } = QueueMismatch.Ignore;

    /// <summary>
    /// How long a message may wait in a queue; 1 ms to 49 days. The default is 60,000 seconds as in Pigeon. Null or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan? Expiration
    {
        get;
        set => field = value == Timeout.InfiniteTimeSpan ? null : value;
    } = TimeSpan.FromMilliseconds(60_000_000);

    /// <summary>The maximum number of unsettled deliveries of a consumer; 1 to 65,535. The default is 1.</summary>
    public int Prefetch { get; set; } = 1;

    /// <summary>How often a consumer tries to reconnect, after 1, 2, 3 ... seconds, before it fails. The default is 3.</summary>
    public int ReconnectAttempts { get; set; } = 3;

    /// <summary>The publishers for <see cref="IRawBus.Publisher"/>, by name, ignoring case.</summary>
    public IDictionary<string, RawPublisherOptions> Publishers { get; set; } = new Dictionary<string, RawPublisherOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The consumers for <see cref="IRawBus.Consumer"/>, by name, ignoring case.</summary>
    public IDictionary<string, RawConsumerOptions> Consumers { get; set; } = new Dictionary<string, RawConsumerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The queue for rejected messages when the defaults of a service apply; null for a target that is declared elsewhere.</summary>
    internal QueueDeclaration? DeadLetters { get; set; }

    /// <summary>Returns a copy with other headers.</summary>
    internal RawBusOptions WithHeaders(IDictionary<string, object?> headers)
    {
        var copy = (RawBusOptions)MemberwiseClone();
        copy.Headers = headers;
        return copy;
    }

    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(AppName)) faults.Add("Raw.AppName is empty. Name the application.");
        if (OnFailure is not (FailureAction.Ack or FailureAction.Reject or FailureAction.Requeue or FailureAction.Throw))
            faults.Add($"Raw.OnFailure is {OnFailure}. Use Ack, Reject, Requeue or Throw.");
        if (DeadLetterRoutingKey is { } key && DeadLetterExchange is null)
        {
            faults.Add(
                $"Raw.DeadLetterRoutingKey is '{Printable.Cut(key)}', and no exchange is named that rejected messages go to. Set DeadLetterExchange, "
                + "which is empty for the default exchange, or leave out both.");
        }

        if (!Enum.IsDefined(OnQueueMismatch)) faults.Add($"Raw.OnQueueMismatch is {OnQueueMismatch}. Use {string.Join(", ", Enum.GetNames<QueueMismatch>())}.");
        if (Prefetch is < 1 or > ushort.MaxValue) faults.Add($"Raw.Prefetch is {Prefetch}. Use 1 to {ushort.MaxValue}.");
        if (Expiration < TimeSpan.FromMilliseconds(1) || Expiration > TimeSpan.FromDays(49))
            faults.Add($"Raw.Expiration is {Expiration}. Use 1 ms to 49 days, or leave messages for ever.");
        if (ReconnectAttempts < 0) faults.Add($"Raw.ReconnectAttempts is {ReconnectAttempts}. Use 0 or more.");
        faults.AddRange(Publishers.Where(one => one.Value.Fault() is not null).Select(one => $"Raw.Publishers['{one.Key}']: {one.Value.Fault()}."));
        faults.AddRange(Consumers.Where(one => one.Value.Fault() is not null).Select(one => $"Raw.Consumers['{one.Key}']: {one.Value.Fault()}."));
        return faults;
    }
}
