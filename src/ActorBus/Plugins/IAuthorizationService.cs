namespace ActorBus.Plugins;

/// <summary>Authorizes messages and their results for the guards.</summary>
public interface IAuthorizationService
{
    /// <summary>Returns whether the current user may send the message, or see its result.</summary>
    /// <param name="messageName">The name of the message.</param>
    /// <param name="context">Before routing, the message; after a query was answered, its result; otherwise null.</param>
    /// <param name="cancellationToken">Is cancelled when the dispatch is abandoned.</param>
    ValueTask<bool> IsGrantedAsync(string messageName, object? context, CancellationToken cancellationToken);
}
