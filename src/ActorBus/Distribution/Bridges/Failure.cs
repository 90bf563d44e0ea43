using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Handlers;

namespace ActorBus.Distribution.Bridges;

/// <summary>One handler that failed on one message.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Envelope">What was read from it.</param>
/// <param name="Handler">Who failed.</param>
/// <param name="Cause">With what.</param>
/// <param name="Attempt">On which try, over all instances.</param>
/// <param name="IsOnlyHandler">True when the delivery concerns no other handler.</param>
internal sealed record Failure(
    Delivery Delivery, Envelope Envelope, HandlerDescriptor Handler, Exception Cause, int Attempt, bool IsOnlyHandler)
{
    /// <summary>The message's id, fit for a log.</summary>
    public string MessageId => Printable.Cut(Envelope.Context.MessageId);

    /// <summary>The message's name, fit for a log.</summary>
    public string MessageName => Printable.Cut(Envelope.Context.RoutingKey);
}
