namespace ActorBus.Actors.Configuration;

/// <summary>The defaults of every setting, from <c>hocon/actors.conf</c> and <c>hocon/coordinated-shutdown.conf</c>.</summary>
internal static class ReferenceConfig
{
    private static readonly Lazy<Config> Parsed = new(() => Read("actors.conf").WithFallback(Read("coordinated-shutdown.conf")));

    public static Config Value => Parsed.Value;

    private static Config Read(string name) => ConfigurationFactory.FromResource(name, typeof(ReferenceConfig).Assembly);
}
