namespace ActorBus.Actors.DependencyInjection;

/// <summary>Makes actors whose constructors take services.</summary>
public interface IDependencyResolver
{
    /// <summary>Opens a scope of services.</summary>
    /// <returns>The scope; the caller disposes it.</returns>
    IResolverScope CreateScope();

    /// <summary>A service.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The service, or the default of the type if there is none.</returns>
    T GetService<T>();

    /// <summary>A service.</summary>
    /// <param name="type">Its type.</param>
    /// <returns>The service, or null if there is none.</returns>
    object? GetService(Type type);

    /// <summary>Props of an actor whose constructor takes services.</summary>
    /// <param name="type">The actor's class.</param>
    /// <returns>The props.</returns>
    Props Props(Type type);

    /// <summary>Props of an actor whose constructor takes services and these arguments.</summary>
    /// <param name="type">The actor's class.</param>
    /// <param name="args">The arguments that are no services.</param>
    /// <returns>The props.</returns>
    Props Props(Type type, params object[] args);

    /// <summary>Props of an actor whose constructor takes services and these arguments.</summary>
    /// <typeparam name="T">The actor's class.</typeparam>
    /// <param name="args">The arguments that are no services.</param>
    /// <returns>The props.</returns>
    Props Props<T>(params object[] args)
        where T : ActorBase;
}
