using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Resolving;

/// <summary>A node without substitutions.</summary>
internal sealed record Finished(Node Node, Extent Extent);
