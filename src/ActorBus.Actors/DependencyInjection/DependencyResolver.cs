namespace ActorBus.Actors.DependencyInjection;

/// <summary>Makes the actors of one system whose constructors take services.</summary>
/// <param name="resolver">Where the services come from.</param>
/// <remarks>The system is created with a <see cref="DependencyResolverSetup"/>.</remarks>
public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    /// <summary>Where the services come from.</summary>
    public IDependencyResolver Resolver { get; } = resolver;

    /// <summary>The resolver of a system.</summary>
    /// <param name="actorSystem">The system.</param>
    /// <returns>Always the same one for the same system.</returns>
    /// <exception cref="ConfigurationException">The system was created without a <see cref="DependencyResolverSetup"/>.</exception>
    public static DependencyResolver For(ActorSystem actorSystem)
    {
        ArgumentNullException.ThrowIfNull(actorSystem);
        return actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();
    }

    /// <inheritdoc cref="IDependencyResolver.Props{T}(object[])"/>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    /// <summary>Props of an actor whose constructor takes services.</summary>
    /// <typeparam name="T">The actor's class.</typeparam>
    /// <returns>The props.</returns>
    public Props Props<T>()
        where T : ActorBase => Resolver.Props<T>();

    /// <inheritdoc cref="IDependencyResolver.Props(Type)"/>
    public Props Props(Type type) => Resolver.Props(type);

    /// <inheritdoc cref="IDependencyResolver.Props(Type, object[])"/>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}
