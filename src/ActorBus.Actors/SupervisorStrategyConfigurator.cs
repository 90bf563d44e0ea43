namespace ActorBus.Actors;

/// <summary>Makes the strategy of the guardian of all top-level actors; named in <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    /// <summary>Makes the strategy.</summary>
    public abstract SupervisorStrategy Create();

    /// <summary>Makes a configurator by its type name.</summary>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) =>
        TypeNames.New<SupervisorStrategyConfigurator>(typeName, "akka.actor.guardian-supervisor-strategy");
}
