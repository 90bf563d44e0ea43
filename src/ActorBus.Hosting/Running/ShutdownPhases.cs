namespace ActorBus.Hosting.Running;

/// <summary>The phases of Akka's coordinated shutdown in which ActorBus stops; <c>hocon/akka.conf</c> puts them between Akka's own.</summary>
internal static class ShutdownPhases
{
    /// <summary>Nothing more is consumed, and what is under way ends; before the node leaves its cluster.</summary>
    public const string Drain = "actorbus-drain";

    /// <summary>The buses and the connections end; when the node has left.</summary>
    public const string Stop = "actorbus-stop";
}
