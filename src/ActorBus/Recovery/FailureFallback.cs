namespace ActorBus.Recovery;

/// <summary>Decides what becomes of a message whose handler failed, in place of the failure policy.</summary>
/// <remarks>
/// Called after each try that failed. When it returns without a decision, or throws, the failure policy decides: nothing stays
/// unsettled.
/// </remarks>
/// <param name="error">What the handler threw.</param>
/// <param name="message">The message, as the handler got it.</param>
/// <param name="resolver">Takes the decision, and shows what came with the message.</param>
public delegate Task FailureFallback(Exception error, object message, FailureResolver resolver);
