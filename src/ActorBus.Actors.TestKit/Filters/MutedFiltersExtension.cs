namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Gives each system its <see cref="MutedFilters"/>.</summary>
internal sealed class MutedFiltersExtension : ExtensionIdProvider<MutedFilters>
{
    public override MutedFilters CreateExtension(ExtendedActorSystem system) => new(system);
}
