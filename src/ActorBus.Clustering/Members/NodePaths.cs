using ActorBus.Messages;

namespace ActorBus.Clustering.Members;

/// <summary>The names of a node's actors, the same on all nodes: they find each other by them.</summary>
internal static class NodePaths
{
    public const string DirectoryName = "actorbus-directory";

    public const string Directory = "/user/" + DirectoryName;

    /// <summary>Who takes what other nodes tell a service: of an exclusive one the proxy of its singleton, which Akka.Cluster.Hosting names so.</summary>
    public static string Gateway(string service) => $"{Exclusive(service)}-proxy";

    /// <summary>Who dispatches it, where the gateway leads to another node.</summary>
    public static string Dispatcher(string service) => $"actorbus-dispatcher-{service}";

    /// <summary>Who has the consumer of a service.</summary>
    public static string Consumer(string service) => $"actorbus-consumer-{service}";

    /// <summary>Who decides which node has the only consumer.</summary>
    public static string Exclusive(string service) => $"actorbus-service-{service}";

    /// <summary>A bus of a service on other nodes.</summary>
    public static string RemoteBus(string service, MessageKind kind, string role) =>
        $"actorbus-remote-{service}-{kind.ToString().ToLowerInvariant()}-{Uri.EscapeDataString(role)}";
}
