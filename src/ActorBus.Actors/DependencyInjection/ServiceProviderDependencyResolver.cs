using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Actors.DependencyInjection;

/// <summary>Takes services from a service provider.</summary>
/// <param name="serviceProvider">The provider; not disposed here.</param>
/// <remarks>Services come from the provider itself, not from a scope: an actor that needs a scope opens one.</remarks>
public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    /// <summary>Where the services come from.</summary>
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <inheritdoc/>
    public IResolverScope CreateScope() => new ServiceProviderScope(ServiceProvider.CreateScope());

    /// <inheritdoc/>
    public T GetService<T>() => ServiceProvider.GetService<T>()!;

    /// <inheritdoc/>
    public object? GetService(Type type) => ServiceProvider.GetService(type);

    /// <inheritdoc/>
    public Props Props(Type type) => Props(type, []);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props Props(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException($"'{type}' is no actor: it does not derive from '{typeof(ActorBase)}'.", nameof(type));
        return Actors.Props.CreateBy(new ServiceProviderProducer(ServiceProvider, type, args));
    }

    /// <inheritdoc/>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);
}
