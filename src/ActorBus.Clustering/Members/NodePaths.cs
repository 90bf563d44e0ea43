using ActorBus.Messages;

namespace ActorBus.Clustering.Members;

/// <summary>The names of a node's actors, by which nodes find each other; the same on all nodes.</summary>
internal static class NodePaths
{
    public const string DirectoryName = "actorbus-directory";

    public const string Directory = "/user/" + DirectoryName;

    /// <summary>
    /// Returns the actor that receives what other nodes tell a service; for an exclusive service the singleton proxy, named by Akka.Cluster.Hosting.
    /// </summary>
    public static string Gateway(string service) => $"{Exclusive(service)}-proxy";

    /// <summary>Returns the actor that dispatches these messages, where the gateway leads to another node.</summary>
    public static string Dispatcher(string service) => $"actorbus-dispatcher-{service}";

    /// <summary>Returns the actor that holds the consumer of a service.</summary>
    public static string Consumer(string service) => $"actorbus-consumer-{service}";

    /// <summary>Returns the actor that decides which node has the exclusive consumer.</summary>
    public static string Exclusive(string service) => $"actorbus-service-{service}";

    /// <summary>Returns the actor that represents a bus of a service on other nodes.</summary>
    public static string RemoteBus(string service, MessageKind kind, string role) =>
        $"actorbus-remote-{service}-{kind.ToString().ToLowerInvariant()}-{Uri.EscapeDataString(role)}";
}
