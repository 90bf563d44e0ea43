namespace ActorBus.Actors.Routing;

/// <summary>Routees and the logic that chooses among them. Immutable; any thread may route.</summary>
public class Router
{
    private readonly Routee[] _routees;

    /// <summary>Creates a router.</summary>
    public Router(RoutingLogic logic, params Routee[] routees)
    {
        RoutingLogic = logic;
        _routees = routees;
    }

    /// <summary>Creates a router of actors.</summary>
    public Router(RoutingLogic logic, IActorRef routee, params IActorRef[] routees)
        : this(logic, [new ActorRefRoutee(routee), .. routees.Select(actor => new ActorRefRoutee(actor))])
    {
    }

    /// <summary>The routees.</summary>
    public IEnumerable<Routee> Routees => _routees;

    /// <summary>Chooses the routee of a message.</summary>
    public RoutingLogic RoutingLogic { get; }

    internal Routee[] Members => _routees;

    /// <summary>Where messages go for which there is no routee.</summary>
    internal IActorRef? DeadLetters { get; set; }

    /// <summary>Sends a message to the routee that the logic chooses, a <see cref="Broadcast"/> to all.</summary>
    /// <remarks>An envelope is taken off first. Without a routee the message becomes a dead letter.</remarks>
    public virtual void Route(object message, IActorRef? sender)
    {
        if (message is Broadcast broadcast && _routees.Length > 0)
        {
            foreach (var routee in _routees)
                routee.Send(broadcast.Message, sender);
            return;
        }

        Send(RoutingLogic.Select(message, _routees), message, sender);
    }

    /// <summary>As <see cref="Route"/>, for a message that is no envelope.</summary>
    internal void RouteOrdinary(object message, IActorRef? sender)
    {
        if (GetType() != typeof(Router))
            Route(message, sender);
        else if (RoutingLogic.Select(message, _routees) is var routee && routee != Routee.NoRoutee)
            routee.Send(message, sender);
        else
            DeadLetters?.Tell(message, sender);
    }

    /// <summary>The same router with other routees.</summary>
    public virtual Router WithRoutees(params Routee[] routees) => new(RoutingLogic, routees) { DeadLetters = DeadLetters };

    /// <summary>The same router with one routee more, unless it has it.</summary>
    public virtual Router AddRoutee(Routee routee) => _routees.Contains(routee) ? this : WithRoutees([.. _routees, routee]);

    /// <summary>The same router with one routee more.</summary>
    public Router AddRoutee(IActorRef routee) => AddRoutee(new ActorRefRoutee(routee));

    /// <summary>The same router with one routee more.</summary>
    public Router AddRoutee(ActorSelection routee) => AddRoutee(new ActorSelectionRoutee(routee));

    /// <summary>The same router without a routee.</summary>
    public Router RemoveRoutee(ActorSelection routee) => RemoveRoutee(new ActorSelectionRoutee(routee));

    /// <summary>The same router without a routee.</summary>
    public virtual Router RemoveRoutee(Routee routee) => WithRoutees(_routees.Where(known => !known.Equals(routee)).ToArray());

    /// <summary>The same router without a routee.</summary>
    public Router RemoveRoutee(IActorRef routee) => RemoveRoutee(new ActorRefRoutee(routee));

    /// <summary>Sends a message to a routee.</summary>
    protected virtual void Send(Routee routee, object message, IActorRef? sender)
    {
        if (routee == Routee.NoRoutee)
            DeadLetters?.Tell(UnWrap(message), sender);
        else
            routee.Send(UnWrap(message), sender);
    }

    /// <summary>The message without the envelope that was for the router.</summary>
    protected object UnWrap(object message) => message is RouterEnvelope envelope ? envelope.Message : message;
}
