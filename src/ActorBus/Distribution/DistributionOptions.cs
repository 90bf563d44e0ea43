using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;
using ActorBus.Raw;
using ActorBus.Recovery;

namespace ActorBus.Distribution;

/// <summary>How a service sends to and receives from others.</summary>
public sealed class DistributionOptions
{
    /// <summary>The service's own name: letters, digits, dots, dashes and underscores, at most 128 of them.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Whose agreement on exchanges, queues and headers it keeps.</summary>
    public WireProfile Profile { get; set; } = WireProfile.ActorBus;

    /// <summary>The topic exchange of events; null for the profile's own. Ecotone's cannot be changed.</summary>
    public string? EventExchange { get; set; }

    /// <summary>How raw messages are published and consumed; null for the defaults, with this service's dead letters as the target of what is rejected.</summary>
    public RawBusOptions? Raw { get; set; }

    /// <summary>Whether this process consumes the service's queue; false for one that only sends.</summary>
    public bool Consume { get; set; } = true;

    /// <summary>True for a service that has no queue: nothing is made for it to consume, and nobody can send to it.</summary>
    public bool SendOnly { get; set; }

    /// <summary>Whether exchanges and queues are declared; false where they are made by somebody else.</summary>
    public bool Declare { get; set; } = true;

    /// <summary>
    /// What is done about a consumed queue, or that of the dead letters, that is there with other arguments: <see cref="QueueMismatch.Throw"/> unless said
    /// otherwise, or <see cref="QueueMismatch.Ignore"/> where a peer made it. Queues for retries must be as they are declared.
    /// </summary>
    public QueueMismatch OnQueueMismatch { get; set; } = QueueMismatch.Throw;

    /// <summary>
    /// How the consumed queues keep their messages, quorum or classic; null for what the profile's peers declare: classic in Ecotone, else quorum. A
    /// classic queue counts no deliveries: a message that ends its process each time comes back each time.
    /// </summary>
    public QueueKind? QueueKind { get; set; }

    /// <summary>Deliveries that may be under way at a time. Null: 4 for each handler slot of each core, at least 20.</summary>
    public int? Prefetch { get; set; }

    /// <summary>
    /// How many messages may wait for an earlier one of their key beside the prefetch, where a handler's policy says
    /// <see cref="Recovery.FailurePolicy.KeepOrder"/>; 1,000 unless said otherwise. A key that fails holds back others only when so many of its
    /// messages wait. They are held in memory.
    /// </summary>
    public int OrderBuffer { get; set; } = 1_000;

    /// <summary>After how many deliveries, on all brokers of the service together, it stops consuming, whatever became of them; null for never.</summary>
    public int? StopAfter { get; set; }

    /// <summary>How long a send waits for the broker's confirmation, with the broker away too; 30 seconds unless said otherwise.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ask waits for its reply; 30 seconds unless said otherwise.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a handler may take for one delivery; 5 minutes unless said otherwise.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many sends to one service may be under way, also while the broker is away; more wait for a place.</summary>
    public int SendBuffer { get; set; } = 10_000;

    /// <summary>How many services one process sends to at most; 256 unless said otherwise.</summary>
    public int MaxDestinations { get; set; } = 256;

    /// <summary>True: what a handler sends leaves only when it succeeded. False: at once.</summary>
    public bool CollectSends { get; set; } = true;

    /// <summary>True: an event that no queue takes fails its send. False: it succeeds, and is counted. Not known of what is sent with a delay.</summary>
    public bool RequireListeners { get; set; }

    /// <summary>Adds metadata to everything that is sent, knowing what else is known of the message, whose own metadata is stronger; null for none.</summary>
    public Func<MessageContext, Metadata>? Enrich { get; set; }

    /// <summary>What happens when a handler fails that has no policy of its own.</summary>
    public FailurePolicy FailurePolicy { get; set; } = FailurePolicy.Default;

    /// <summary>Decides in place of the policy when a handler fails that has no fallback of its own; null for none.</summary>
    public FailureFallback? Fallback { get; set; }

    /// <summary>
    /// How often a message may come back to the queue before it becomes a dead letter; 20 unless said otherwise. Always declared
    /// with the queue, so that no default of a broker is in force. The broker enforces it where nobody else can: when each
    /// delivery ends with a crash. What a policy gives back by the word <c>requeue</c> becomes a dead letter with its error here.
    /// </summary>
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>
    /// True: of all instances of the service one consumes, and another takes over when it goes, so that there is one order of
    /// handling. Fixed when the queue is made.
    /// </summary>
    public bool SingleActiveConsumer { get; set; }

    /// <summary>
    /// The services whose messages this one takes, beside its own; null for all. Messages of others, and those that name no
    /// source, become dead letters.
    /// </summary>
    /// <remarks>The source is what the sender says it is; who may send at all is a matter of the broker's users and their rights.</remarks>
    public string[]? AllowedSources { get; set; }

    /// <summary>How large messages may be.</summary>
    public MessageLimits Limits { get; set; } = new();

    /// <summary>How long a start waits for the broker; 30 seconds unless said otherwise.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True: the service starts without its broker, and sends and consumes as soon as the broker is there; until then it is not ready (health), and
    /// sends wait within their time limit. False: the start waits for the broker, and fails when <see cref="StartTimeout"/> is up.
    /// </summary>
    public bool StartWithoutBroker { get; set; }

    /// <summary>How long a stop waits for what runs; 30 seconds unless said otherwise.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with these options; empty when nothing is.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (!OutgoingRules.IsServiceName(ServiceName))
            faults.Add($"ServiceName '{ServiceName}' cannot name a service. Use letters, digits, dots, dashes and underscores, at most 128.");
        if (!Enum.IsDefined(Profile)) faults.Add($"Profile is {Profile}. Use {string.Join(", ", Enum.GetNames<WireProfile>())}.");
        if (EventExchange is not null && (EventExchange.Length == 0 || Profile == WireProfile.Ecotone))
        {
            faults.Add(
                $"EventExchange is '{EventExchange}' in the profile {Profile}. Leave it out; only ActorBus and Pigeon can have another, which needs a name.");
        }

        if (OnQueueMismatch is not (QueueMismatch.Throw or QueueMismatch.Ignore))
            faults.Add($"OnQueueMismatch is {OnQueueMismatch}. Use Throw or Ignore; to replace a queue with what lies in it, delete it on the broker.");
        if (QueueKind is not (null or Brokers.QueueKind.Quorum or Brokers.QueueKind.Classic)) faults.Add($"QueueKind is {QueueKind}. Use Quorum or Classic, or leave it out.");
        if (Prefetch is < 1 or > ushort.MaxValue) faults.Add($"Prefetch is {Prefetch}. Use 1 to {ushort.MaxValue}, or leave it out.");
        if (OrderBuffer is < 0 or > ushort.MaxValue) faults.Add($"OrderBuffer is {OrderBuffer}. Use 0 to {ushort.MaxValue}.");
        if (StopAfter < 1) faults.Add($"StopAfter is {StopAfter}. Use 1 or more, or leave it out.");
        if (SendBuffer < 1) faults.Add($"SendBuffer is {SendBuffer}. Use 1 or more.");
        if (MaxDestinations < 1) faults.Add($"MaxDestinations is {MaxDestinations}. Use 1 or more.");
        if (DeliveryLimit < 1) faults.Add($"DeliveryLimit is {DeliveryLimit}. Use 1 or more.");
        faults.AddRange(Limits.Faults().Select(fault => $"{nameof(Limits)}.{fault}"));
        foreach (var source in (AllowedSources ?? []).Where(source => !OutgoingRules.IsServiceName(source)))
            faults.Add($"AllowedSources holds '{source}', which is no name of a service. Use letters, digits, dots, dashes and underscores, at most 128.");
        Positive(faults, nameof(SendTimeout), SendTimeout);
        Positive(faults, nameof(AskTimeout), AskTimeout);
        Positive(faults, nameof(HandlerTimeout), HandlerTimeout);
        Positive(faults, nameof(StartTimeout), StartTimeout);
        Positive(faults, nameof(DrainTimeout), DrainTimeout);
        faults.AddRange(Raw?.Faults() ?? []);
        faults.AddRange(FailurePolicy.Faults().Select(fault => $"{nameof(FailurePolicy)}: {fault}"));
        return faults;
    }

    private static void Positive(List<string> faults, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(24)) faults.Add($"{name} is {(value == Timeout.InfiniteTimeSpan ? "infinite" : $"{value}")}. Use more than nothing and at most 24 days.");
    }
}
