namespace ActorBus.Actors.DependencyInjection;

/// <summary>Gives each system its <see cref="DependencyResolver"/>.</summary>
public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    /// <inheritdoc/>
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<DependencyResolverSetup>();
        if (setup.HasValue)
            return new DependencyResolver(setup.Value.DependencyResolver);
        throw new ConfigurationException(
            $"The actor system '{system.Name}' has no services to give to actors. " +
            $"Create it with a setup that contains {nameof(DependencyResolverSetup)}.{nameof(DependencyResolverSetup.Create)}(provider).");
    }
}
