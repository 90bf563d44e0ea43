using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;
using ActorBus.Raw;
using ActorBus.Recovery;

namespace ActorBus.Distribution;

/// <summary>Options of how a service sends to and receives from other services.</summary>
public sealed class DistributionOptions
{
    /// <summary>The name of the service: letters, digits, dots, dashes and underscores, at most 128 characters.</summary>
    public required string ServiceName { get; init; }

    /// <summary>The wire profile: the conventions for exchanges, queues and headers. The default is <see cref="WireProfile.ActorBus"/>.</summary>
    public WireProfile Profile { get; set; } = WireProfile.ActorBus;

    /// <summary>The topic exchange for events; null for that of the profile. The exchange of Ecotone cannot be changed.</summary>
    public string? EventExchange { get; set; }

    /// <summary>
    /// Options of raw publishers and consumers; null for the defaults, which send rejected messages to the dead letter queue of this service.
    /// </summary>
    public RawBusOptions? Raw { get; set; }

    /// <summary>Whether this process consumes the queue of the service. Set it to false in a process that only sends. The default is true.</summary>
    public bool Consume { get; set; } = true;

    /// <summary>Whether the service has no queue: nothing is declared for it to consume, and other services cannot send to it.</summary>
    public bool SendOnly { get; set; }

    /// <summary>Whether exchanges and queues are declared. Set it to false where they are created by other means. The default is true.</summary>
    public bool Declare { get; set; } = true;

    /// <summary>
    /// What to do when a consumed queue or the dead letter queue already exists with other arguments. The default is
    /// <see cref="QueueMismatch.Throw"/>; use <see cref="QueueMismatch.Ignore"/> where a peer created the queue. Retry queues must always have the
    /// declared arguments.
    /// </summary>
    public QueueMismatch OnQueueMismatch { get; set; } = QueueMismatch.Throw;

    /// <summary>
    /// The type of the consumed queues, quorum or classic; null for what the peers of the profile declare: classic for Ecotone, otherwise quorum. A
    /// classic queue does not count deliveries, so a message that crashes its process is redelivered forever.
    /// </summary>
    public QueueKind? QueueKind { get; set; }

    /// <summary>
    /// The maximum number of unsettled deliveries; 1 to 65,535. Null to derive it from the concurrency of the handlers: four times as many, at least
    /// 20.
    /// </summary>
    public int? Prefetch { get; set; }

    /// <summary>
    /// How many messages may wait, in addition to the prefetch, for an earlier message of their key when a handler's policy sets
    /// <see cref="Recovery.FailurePolicy.KeepOrder"/>. The default is 1,000. A failing key holds back other keys only when that many of its messages
    /// wait. Waiting messages are held in memory.
    /// </summary>
    public int OrderBuffer { get; set; } = 1_000;

    /// <summary>
    /// The number of deliveries, on all brokers of the service together and whatever their outcome, after which it stops consuming; null for no
    /// limit.
    /// </summary>
    public int? StopAfter { get; set; }

    /// <summary>
    /// How long a send waits for the confirmation of the broker, including while the broker is unavailable. The default is 30 seconds.
    /// </summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ask waits for its reply. The default is 30 seconds.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of a handler for one delivery. The default is 5 minutes.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The maximum number of sends in progress to one service, including while the broker is unavailable; further sends wait. The default is 10,000.
    /// </summary>
    public int SendBuffer { get; set; } = 10_000;

    /// <summary>The maximum number of services to which one process sends. The default is 256.</summary>
    public int MaxDestinations { get; set; } = 256;

    /// <summary>
    /// How long the bridge to another service may be unused before it is closed, with its channel; the next send opens another. The default is five
    /// minutes.
    /// </summary>
    public TimeSpan IdleBridgeTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the sends of a handler leave only after it has succeeded (the default) instead of immediately.</summary>
    public bool CollectSends { get; set; } = true;

    /// <summary>
    /// Whether sending an event that reaches no queue fails. By default it succeeds and is counted. Cannot be determined for delayed sends.
    /// </summary>
    public bool RequireListeners { get; set; }

    /// <summary>Adds metadata to every outgoing message, based on its context; the message's own metadata takes precedence. Null for none.</summary>
    public Func<MessageContext, Metadata>? Enrich { get; set; }

    /// <summary>The failure policy of handlers that have none of their own.</summary>
    public FailurePolicy FailurePolicy { get; set; } = FailurePolicy.Default;

    /// <summary>The fallback that decides, instead of the policy, for failed handlers that have none of their own; null for none.</summary>
    public FailureFallback? Fallback { get; set; }

    /// <summary>
    /// Whether an asker is told the type and the message of the exception when a handler fails on its query. The default is true. If false, it gets
    /// the message id only, under which the log of this service has the failure. Refusals of ActorBus itself, such as that there is no handler, are
    /// told in any case.
    /// </summary>
    public bool TellFailures { get; set; } = true;

    /// <summary>
    /// Whether dead letters carry the stack trace of the failure in a header, where everyone who may read the queue sees it. The default is true. If
    /// false, only the log of this service has it.
    /// </summary>
    public bool StoreStackTraces { get; set; } = true;

    /// <summary>
    /// How often a message may return to the queue before it becomes a dead letter. The default is 20. The limit is always declared with the queue,
    /// so that no default of a broker applies. The broker enforces it where nothing else can: when each delivery ends in a crash. A message that a
    /// failure policy requeues (<c>requeue</c>) becomes a dead letter with its error at this limit.
    /// </summary>
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>
    /// Whether only one instance of the service consumes at a time, with another one taking over when it goes, so that there is a single order of
    /// handling. Fixed when the queue is created.
    /// </summary>
    public bool SingleActiveConsumer { get; set; }

    /// <summary>
    /// The services, besides this one, whose messages are accepted; null for all. Messages from other services, and those without a source, become
    /// dead letters.
    /// </summary>
    /// <remarks>The source is what the sender claims; use the users and permissions of the broker to control who may send at all.</remarks>
    public string[]? AllowedSources { get; set; }

    /// <summary>The size limits of messages.</summary>
    public MessageLimits Limits { get; set; } = new();

    /// <summary>How long the start waits for the broker. The default is 30 seconds.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the service starts without its broker. If true, it sends and consumes as soon as the broker is available; until then its health is not
    /// ready and sends wait within their time limit. If false, the start waits for the broker and fails after <see cref="StartTimeout"/>.
    /// </summary>
    public bool StartWithoutBroker { get; set; }

    /// <summary>How long the stop waits for running handlers. The default is 30 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The routes by the type of the message.</summary>
    internal Dictionary<Type, MessageRoute> Routes { get; } = [];

    private readonly List<string> _routeFaults = [];

    /// <summary>Registers the types of commands and queries that a service owns; repeated calls add to each other.</summary>
    /// <remarks>
    /// <see cref="IDistributedBus.SendAsync(object, Metadata?, CancellationToken)"/> and
    /// <see cref="IDistributedBus.AskAsync{TReply}(object, Metadata?, CancellationToken)"/> then need no destination.
    /// </remarks>
    /// <param name="service">The name of the service.</param>
    /// <param name="routes">Lists the types.</param>
    public void RouteTo(string service, Action<ServiceRoutes> routes)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(routes);
        if (!OutgoingRules.IsServiceName(service))
            _routeFaults.Add($"RouteTo is given '{Printable.Cut(service)}', which is no name of a service. Use letters, digits, dots, dashes and underscores, at most 128.");
        routes(new ServiceRoutes(service, Routes, _routeFaults));
    }

    /// <summary>Returns the prefetch that is derived from how many messages a handler takes at a time.</summary>
    internal static int PrefetchFor(int concurrency) => (int)Math.Clamp(4L * concurrency, 20, ushort.MaxValue);

    /// <summary>Returns the faults of these options; empty when they are valid.</summary>
    internal IReadOnlyList<string> Faults()
    {
        List<string> faults = [.. _routeFaults];
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
        Positive(faults, nameof(IdleBridgeTimeout), IdleBridgeTimeout);
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
