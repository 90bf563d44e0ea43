namespace ActorBus.Actors.Cells;

/// <summary>Handles nothing; what <see cref="Props.Empty"/> makes.</summary>
internal sealed class EmptyActor : UntypedActor
{
    protected override void OnReceive(object message) => Unhandled(message);
}
