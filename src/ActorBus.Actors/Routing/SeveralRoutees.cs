namespace ActorBus.Actors.Routing;

/// <summary>Routees that get a message together.</summary>
internal sealed class SeveralRoutees(Routee[] routees) : Routee
{
    public override void Send(object message, IActorRef? sender)
    {
        foreach (var routee in routees)
            routee.Send(message, sender);
    }
}
