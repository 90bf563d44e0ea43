namespace ActorBus.Hosting.Running;

/// <summary>
/// The phases of Akka's coordinated shutdown in which ActorBus stops; <c>hocon/akka.conf</c> places them between Akka's own phases.
/// </summary>
internal static class ShutdownPhases
{
    /// <summary>Stops consuming and completes running handlers, before the node leaves its cluster.</summary>
    public const string Drain = "actorbus-drain";

    /// <summary>Stops the buses and closes the connections, after the node has left its cluster.</summary>
    public const string Stop = "actorbus-stop";
}
