namespace ActorBus.Actors.Hosting;

/// <summary>Finds actors by a type that stands for them.</summary>
/// <remarks>Safe on every thread. The key is only a name: usually the actor's class, or an empty class of its own.</remarks>
public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
{
    /// <summary>The actor of a key.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <returns>The actor.</returns>
    /// <exception cref="MissingActorRegistryEntryException">There is none yet.</exception>
    IActorRef Get<TKey>();

    /// <summary>The actor of a key, as soon as it is registered.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);

    /// <summary>The actor of a key, as soon as it is registered.</summary>
    /// <param name="key">The key.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The actor.</returns>
    Task<IActorRef> GetAsync(Type key, CancellationToken ct = default);

    /// <summary>Looks up the actor of a key.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor, or <see cref="ActorRefs.Nobody"/>.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>Looks up the actor of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="actor">The actor, or <see cref="ActorRefs.Nobody"/>.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet(Type key, out IActorRef actor);
}
