namespace ActorBus.Actors;

/// <summary>An actor's context with behaviours that treat every message as handled.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the behaviour for the messages to come.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    void BecomeStacked(UntypedReceive receive);
}
