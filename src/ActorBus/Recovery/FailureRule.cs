namespace ActorBus.Recovery;

/// <summary>What happens when a handler fails with one kind of exception.</summary>
/// <param name="ExceptionType">The exception type; derived types are meant too.</param>
/// <param name="Action">What happens to the message.</param>
public sealed record FailureRule(Type ExceptionType, FailureAction Action);
