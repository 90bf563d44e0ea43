namespace ActorBus.Containers.Tests.Compose;

/// <summary>Whole systems, one at a time and beside nothing else.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ComposeCollection
{
    public const string Name = "Compose files";
}
