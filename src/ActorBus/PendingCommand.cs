using ActorBus.Pipeline;

namespace ActorBus;

/// <summary>Represents a command that was queued behind one that failed, and did not run.</summary>
/// <param name="Command">The command.</param>
/// <param name="Options">What it was to be dispatched with, so that it can be dispatched again just so.</param>
public sealed record PendingCommand(object Command, DispatchOptions Options);
