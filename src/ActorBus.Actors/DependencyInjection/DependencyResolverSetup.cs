namespace ActorBus.Actors.DependencyInjection;

/// <summary>Tells a new actor system where its actors get their services.</summary>
public class DependencyResolverSetup : Setup.Setup
{
    internal DependencyResolverSetup(IDependencyResolver dependencyResolver) => DependencyResolver = dependencyResolver;

    /// <summary>Where the services come from.</summary>
    public IDependencyResolver DependencyResolver { get; }

    /// <summary>Services from a service provider.</summary>
    /// <param name="provider">The provider; it must outlive the system.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DependencyResolverSetup(new ServiceProviderDependencyResolver(provider));
    }

    /// <summary>Services from a resolver of one's own.</summary>
    /// <param name="provider">The resolver.</param>
    /// <returns>The setup.</returns>
    public static DependencyResolverSetup Create(IDependencyResolver provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new DependencyResolverSetup(provider);
    }
}
