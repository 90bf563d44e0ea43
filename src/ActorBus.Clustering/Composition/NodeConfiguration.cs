using Akka.Configuration;

namespace ActorBus.Clustering.Composition;

/// <summary>What holds for a node when nobody says anything else: <c>hocon/cluster.conf</c>.</summary>
internal static class NodeConfiguration
{
    /// <summary>Its content.</summary>
    public static Config Load() => ConfigurationFactory.FromResource("cluster.conf", typeof(NodeConfiguration).Assembly);
}
