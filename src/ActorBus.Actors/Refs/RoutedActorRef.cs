namespace ActorBus.Actors.Refs;

/// <summary>
/// The reference of a router. A message is routed on the sender's thread straight into the mailbox of the routee;
/// only what manages the router goes to the router's own mailbox.
/// </summary>
internal sealed class RoutedActorRef : CellRef
{
    // Of messages of this type it is known that they go to a routee as they are.
    private Type? _ordinary;

    public RoutedActorRef(LocalActorSystem system, RouterCore core, InternalActorRefBase supervisor, ActorPath path)
        : base(system, core.RouterProps, supervisor, path) => Core = core;

    public RouterCore Core { get; }

    /// <summary>Makes the routees before anybody can send to them.</summary>
    public override void Start()
    {
        Core.Start(Cell);
        base.Start();
    }

    public override void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw NullMessage();
        if (message.GetType() == _ordinary)
            Core.RouteOrdinary(message, sender);
        else if (Core.Config.IsManagementMessage(message))
            Cell.Mailbox.Enqueue(message, sender);
        else
            RouteFirst(message, sender);
    }

    private void RouteFirst(object message, IActorRef? sender)
    {
        if (Core.IsOrdinary(message))
            _ordinary = message.GetType();
        Core.Route(message, sender);
    }
}
