using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution.Sending;
using ActorBus.Pipeline;
using ActorBus.Serialization;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>What the actor of the deliveries works with.</summary>
/// <param name="BrokerName">The name of the broker in the service map.</param>
/// <param name="Broker">The broker, which may not be made yet: what it calls itself is asked for when the first delivery is here.</param>
/// <param name="Options">The options of the service.</param>
/// <param name="Intake">How much is taken.</param>
/// <param name="Buses">The local buses.</param>
/// <param name="Converters">Convert bodies.</param>
/// <param name="Reader">Reads deliveries.</param>
/// <param name="Copies">Makes copies of what failed.</param>
/// <param name="Publish">Stores such a copy on the broker.</param>
/// <param name="Replies">Answers queries.</param>
/// <param name="Observers">Are told of outcomes.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">The log.</param>
/// <param name="Troubles">Shows what fails again and again.</param>
internal sealed record DeliveryServices(
    string BrokerName, IBroker Broker, DistributionOptions Options, Intake Intake, LocalBuses Buses, MessageConverters Converters, DeliveryReader Reader,
    FailureCopies Copies, Func<OutgoingMessage, Task<PublishOutcome>> Publish, ReplySender Replies, MessageObservers Observers, TimeProvider Time, ILogger Log,
    ActorTroubles Troubles);
