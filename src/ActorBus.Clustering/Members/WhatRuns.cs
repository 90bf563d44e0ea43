using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>Asks another node what it runs; the reply is a <see cref="NodeReport"/>.</summary>
internal sealed record WhatRuns : IInternalMessage
{
    public static WhatRuns Instance { get; } = new();
}
