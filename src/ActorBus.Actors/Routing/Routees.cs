namespace ActorBus.Actors.Routing;

/// <summary>The answer to <see cref="GetRoutees"/>.</summary>
public sealed class Routees
{
    /// <summary>Creates the answer.</summary>
    public Routees(IEnumerable<Routee> routees) => Members = routees;

    /// <summary>The routees.</summary>
    public IEnumerable<Routee> Members { get; }
}
