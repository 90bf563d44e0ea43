namespace ActorBus.Recovery;

/// <summary>Maps one exception type to the action for messages whose handler throws it.</summary>
/// <param name="ExceptionType">The exception type, including derived types.</param>
/// <param name="Action">The action for the message.</param>
public sealed record FailureRule(Type ExceptionType, FailureAction Action);
