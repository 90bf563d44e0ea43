namespace ActorBus.Actors.Routing;

/// <summary>Asks a router for its routees; it answers with <see cref="Routees"/>.</summary>
public sealed class GetRoutees : RouterManagementMessage
{
    /// <summary>An instance.</summary>
    public static GetRoutees Instance { get; } = new();
}
