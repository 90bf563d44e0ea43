using ActorBus.Brokers;
using ActorBus.Recovery;

namespace ActorBus.Raw;

/// <summary>How raw messages are published and consumed.</summary>
public sealed class RawBusOptions
{
    /// <summary>The name of the application: the end of the names of its event queues, in lower case, spaces made dots.</summary>
    public required string AppName { get; set; }

    /// <summary>The exchange of <see cref="IRawBus.Routing"/>; declared before the first publish.</summary>
    public string ApplicationExchange { get; set; } = "pigeon";

    /// <summary>What kind of exchange that is.</summary>
    public ExchangeKind ApplicationExchangeKind { get; set; } = ExchangeKind.Direct;

    /// <summary>The topic exchange of events; declared where it is used.</summary>
    public string EventExchange { get; set; } = "event";

    /// <summary>Where the queues that are declared here send what is rejected: an exchange, empty for the default one. Null for nowhere.</summary>
    public string? DeadLetterExchange { get; set; }

    /// <summary>The routing key there; null for the message's own.</summary>
    public string? DeadLetterRoutingKey { get; set; }

    /// <summary>
    /// What happens when a callback throws and there is no fallback: <see cref="FailureAction.Ack"/>,
    /// <see cref="FailureAction.Reject"/>, <see cref="FailureAction.Requeue"/>, or <see cref="FailureAction.Throw"/>: the consumer ends with the error
    /// and the message goes back. Reject unless said otherwise, so that nothing is dropped where there is a dead letter target; from a queue that
    /// was declared here without one the message goes back, after a second from the second time on.
    /// </summary>
    public FailureAction OnFailure { get; set; } = FailureAction.Reject;

    /// <summary>
    /// Headers of every message. A value that is a <see cref="Func{TResult}"/> of object is asked at each publish; those of the
    /// message itself win. A dot in a name nests.
    /// </summary>
    public IDictionary<string, object?> Headers { get; set; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>What is done about a queue that is there with other arguments than those that it is declared with; it is used as it is unless said otherwise.</summary>
    public QueueMismatch OnQueueMismatch { get; set; } = QueueMismatch.Ignore;

    /// <summary>How long a message may wait in a queue; 60,000 seconds as in Pigeon. Null, as <see cref="Timeout.InfiniteTimeSpan"/> becomes, for ever.</summary>
    public TimeSpan? Expiration
    {
        get;
        set => field = value == Timeout.InfiniteTimeSpan ? null : value;
    } = TimeSpan.FromMilliseconds(60_000_000);

    /// <summary>How many deliveries a consumer may have unsettled; 1 unless said otherwise.</summary>
    public int Prefetch { get; set; } = 1;

    /// <summary>How often a consumer whose connection was lost connects again, after 1, 2, 3 ... seconds, before it fails.</summary>
    public int ReconnectAttempts { get; set; } = 3;

    /// <summary>The publishers that <see cref="IRawBus.Publisher"/> finds, by name, capitals aside.</summary>
    public IDictionary<string, RawPublisherOptions> Publishers { get; set; } = new Dictionary<string, RawPublisherOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The consumers that <see cref="IRawBus.Consumer"/> finds, by name, capitals aside.</summary>
    public IDictionary<string, RawConsumerOptions> Consumers { get; set; } = new Dictionary<string, RawConsumerOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The queue for what is rejected, where the default of a service is in force; null for one that is somebody else's.</summary>
    internal QueueDeclaration? DeadLetters { get; set; }

    /// <summary>The same with other headers.</summary>
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
