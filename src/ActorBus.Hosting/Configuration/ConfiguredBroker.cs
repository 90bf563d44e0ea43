namespace ActorBus.Hosting.Configuration;

/// <summary>What configuration says of a further broker.</summary>
internal sealed class ConfiguredBroker : ConfiguredDistribution
{
    /// <summary>The word for the kind.</summary>
    public string? Kind { get; set; }
}
