namespace ActorBus.Actors.DependencyInjection;

/// <summary>A scope of services; its services end when it is disposed.</summary>
public interface IResolverScope : IDisposable
{
    /// <summary>Gives the services of this scope.</summary>
    IDependencyResolver Resolver { get; }
}
