namespace ActorBus.Actors.Hosting;

/// <summary>What a service asks for to get the actor registered for a key.</summary>
/// <typeparam name="TActor">The key.</typeparam>
public interface IRequiredActor<TActor>
{
    /// <summary>The actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered yet.</exception>
    IActorRef ActorRef { get; }

    /// <summary>The actor, as soon as it is registered.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}
