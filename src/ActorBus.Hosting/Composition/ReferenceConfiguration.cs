using Akka.Configuration;

namespace ActorBus.Hosting.Composition;

/// <summary>What holds when nobody says anything else: the commented files in <c>hocon</c>.</summary>
internal static class ReferenceConfiguration
{
    private static readonly string[] Files = ["actorbus.conf", "distribution.conf", "recovery.conf"];

    /// <summary>All of them.</summary>
    public static Config Load() => Files.Aggregate(
        ConfigurationFactory.Empty,
        (all, file) => all.WithFallback(ConfigurationFactory.FromResource(file, typeof(ReferenceConfiguration).Assembly)));
}
