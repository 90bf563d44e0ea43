using ActorBus.Clustering.Serialization;

namespace ActorBus.Clustering.Members;

/// <summary>Asked of another node; answered with <see cref="NodeReport"/>.</summary>
internal sealed record WhatRuns : IInternalMessage
{
    public static WhatRuns Instance { get; } = new();
}
