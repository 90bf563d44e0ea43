namespace ActorBus.Actors.Routing;

/// <summary>Manages the routees of a router. Messages to be routed never come here.</summary>
/// <remarks>A restart keeps the children; they are restarted with it.</remarks>
internal class RouterActor : UntypedActor
{
    protected RouterCore Core { get; } = ((RoutedActorRef)Context.Self).Core;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GetRoutees:
                Sender.Tell(new Routees(Core.Router.Routees));
                break;
            case AddRoutee add:
                Core.Add([add.Routee]);
                break;
            case RemoveRoutee remove:
                Core.Remove([remove.Routee], stopChildren: true);
                StopIfEmpty();
                break;
            case Terminated terminated:
                Core.Remove([new ActorRefRoutee(terminated.ActorRef)], stopChildren: false);
                StopIfEmpty();
                break;
        }
    }

    protected override void PreRestart(Exception reason, object? message)
    {
    }

    private void StopIfEmpty()
    {
        if (Core.Router.Members.Length == 0 && Core.Config.StopRouterWhenAllRouteesRemoved)
            Context.Stop(Self);
    }
}
