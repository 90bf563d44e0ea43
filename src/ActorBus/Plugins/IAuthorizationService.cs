namespace ActorBus.Plugins;

/// <summary>Decides who may do what; asked by the guards.</summary>
public interface IAuthorizationService
{
    /// <summary>True when the current user may send the message, or see its result.</summary>
    /// <param name="messageName">The name of the message.</param>
    /// <param name="context">The message before it is routed; the result of a query after it was answered; else null.</param>
    /// <param name="cancellationToken">Fires when the dispatch is given up.</param>
    ValueTask<bool> IsGrantedAsync(string messageName, object? context, CancellationToken cancellationToken);
}
