using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Actors.DependencyInjection;

/// <summary>A scope of a service provider.</summary>
/// <param name="scope">The scope, which this one owns.</param>
public class ServiceProviderScope(IServiceScope scope) : IResolverScope
{
    /// <inheritdoc/>
    public IDependencyResolver Resolver { get; } = new ServiceProviderDependencyResolver(scope.ServiceProvider);

    /// <inheritdoc/>
    public void Dispose()
    {
        scope.Dispose();
        GC.SuppressFinalize(this);
    }
}
