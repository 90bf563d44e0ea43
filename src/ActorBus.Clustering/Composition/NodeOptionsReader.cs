using Akka.Configuration;

namespace ActorBus.Clustering.Composition;

/// <summary>Reads how a node takes part in a service from <c>actorbus.cluster</c>.</summary>
internal static class NodeOptionsReader
{
    /// <summary>What HOCON says for a service.</summary>
    public static ActorBusNodeOptions Read(Config config, string service)
    {
        var options = new ActorBusNodeOptions();
        var cluster = config.GetConfig("actorbus.cluster");
        if (cluster is null || cluster.IsEmpty) return options;
        return options with
        {
            Role = cluster.GetString("role", options.Role),
            AnswerTimeout = cluster.GetTimeSpan("answer-timeout", options.AnswerTimeout, allowInfinite: false),
            IsExclusive = cluster.GetStringList("exclusive", []).Contains(service),
        };
    }
}
