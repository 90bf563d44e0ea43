namespace ActorBus.Distribution;

/// <summary>The service maps of all distributed buses of a service.</summary>
/// <param name="Own">The map of the unnamed bus.</param>
/// <param name="Named">The maps of the other buses, by name.</param>
internal sealed record ServiceMaps(ServiceMap Own, IReadOnlyDictionary<string, ServiceMap> Named)
{
    /// <summary>The maps of a service with one bus and one broker.</summary>
    public static ServiceMaps None { get; } = new(ServiceMap.Empty, new Dictionary<string, ServiceMap>());
}
