namespace ActorBus.Hosting.Configuration;

/// <summary>Configuration values of an additional broker.</summary>
internal sealed class ConfiguredBroker : ConfiguredDistribution
{
    /// <summary>The name of the broker kind.</summary>
    public string? Kind { get; set; }
}
