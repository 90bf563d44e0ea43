namespace ActorBus.Recovery;

/// <summary>Decides what happens to a message whose handler failed, instead of the failure policy.</summary>
/// <remarks>
/// Called after each failed attempt. When it returns without a decision, or throws, the failure policy decides, so no message stays unsettled.
/// </remarks>
/// <param name="error">The exception of the handler.</param>
/// <param name="message">The message as the handler received it.</param>
/// <param name="resolver">Accepts the decision, and gives access to the details of the message.</param>
public delegate Task FailureFallback(Exception error, object message, FailureResolver resolver);
