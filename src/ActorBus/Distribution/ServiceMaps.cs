namespace ActorBus.Distribution;

/// <summary>The maps of all distributed buses of a service.</summary>
/// <param name="Own">That of the bus without a name.</param>
/// <param name="Named">Those of the others, by name.</param>
internal sealed record ServiceMaps(ServiceMap Own, IReadOnlyDictionary<string, ServiceMap> Named)
{
    /// <summary>One bus, one broker.</summary>
    public static ServiceMaps None { get; } = new(ServiceMap.Empty, new Dictionary<string, ServiceMap>());
}
