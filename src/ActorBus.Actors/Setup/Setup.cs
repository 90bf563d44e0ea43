namespace ActorBus.Actors.Setup;

/// <summary>Settings of one part of an actor system, given in code.</summary>
public abstract class Setup
{
    /// <summary>These settings together with others.</summary>
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
