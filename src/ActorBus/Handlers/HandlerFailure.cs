using ActorBus.Pipeline;

namespace ActorBus.Handlers;

/// <summary>A handler that failed on a message.</summary>
/// <param name="Flow">The run that failed.</param>
/// <param name="Cause">What the handler threw.</param>
/// <param name="Routee">The routee that ran it; null for one that lives for one run.</param>
internal sealed record HandlerFailure(MessageFlow Flow, Exception Cause, RouteeSlot? Routee);
