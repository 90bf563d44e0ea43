namespace ActorBus.Clustering.Composition;

/// <summary>What was said of one service when the actor system was configured.</summary>
/// <param name="Name">Its name; null for that of the actor system.</param>
/// <param name="Configure">What it consists of; null when the host says it.</param>
/// <param name="Node">How this node takes part; null for what HOCON says.</param>
internal sealed record ServiceDeclaration(
    string? Name, Action<ActorBusBuilder>? Configure, Func<ActorBusNodeOptions, ActorBusNodeOptions>? Node);
