namespace ActorBus.Actors.Refs;

/// <summary>A reference that stands for another one, such as the probe of a test for its test actor.</summary>
internal interface IStandIn : IActorRef
{
    IActorRef Target { get; }
}
