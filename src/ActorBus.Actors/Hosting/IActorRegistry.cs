namespace ActorBus.Actors.Hosting;

/// <summary>An actor registry that can be added to.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Registers an actor and wakes whoever waits for it.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it may take the place of another one.</param>
    /// <exception cref="DuplicateActorRegistryException">The key is taken and may not be overwritten.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor if its key is free.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <param name="actor">The actor; null is not registered.</param>
    /// <param name="overwrite">Whether it may take the place of another one.</param>
    /// <returns>Whether it is registered now.</returns>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Registers an actor if its key is free.</summary>
    /// <param name="key">The key.</param>
    /// <param name="actor">The actor; null is not registered.</param>
    /// <param name="overwrite">Whether it may take the place of another one.</param>
    /// <returns>Whether it is registered now.</returns>
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
