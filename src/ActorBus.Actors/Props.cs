using System.Linq.Expressions;

namespace ActorBus.Actors;

/// <summary>How to make an actor: its class and arguments, and the mailbox, dispatcher, router and strategy it gets.</summary>
/// <remarks>Immutable; one instance makes any number of actors. The arguments are shared by every incarnation, so they should be immutable too.</remarks>
public class Props : IEquatable<Props>
{
    /// <summary>Stands for no props at all.</summary>
    public static readonly Props None = new(new ConstructorProducer(typeof(ActorBase), []));

    private readonly IIndirectActorProducer _producer;

    /// <summary>Creates props for a class.</summary>
    public Props(Type type)
        : this(type, [])
    {
    }

    /// <summary>Creates props for a class and its constructor arguments.</summary>
    public Props(Type type, object?[] args)
        : this(new ConstructorProducer(type, args))
    {
    }

    private Props(IIndirectActorProducer producer)
    {
        _producer = producer;
        Arguments = producer is ConstructorProducer constructor ? constructor.Arguments : [];
        Dispatcher = "";
        Mailbox = "";
        RouterConfig = NoRouter.Instance;
        StashCapacity = -1;
    }

    private Props(Props from)
    {
        _producer = from._producer;
        Arguments = from.Arguments;
        Dispatcher = from.Dispatcher;
        Mailbox = from.Mailbox;
        RouterConfig = from.RouterConfig;
        StashCapacity = from.StashCapacity;
        SupervisorStrategy = from.SupervisorStrategy;
    }

    /// <summary>Props of an actor that handles nothing.</summary>
    public static Props Empty { get; } = Create<EmptyActor>();

    /// <summary>The class of the actors.</summary>
    public Type Type => _producer.ActorType;

    /// <summary>The full name of <see cref="Type"/>.</summary>
    public string TypeName => Type.AssemblyQualifiedName!;

    /// <summary>The constructor arguments.</summary>
    public object?[] Arguments { get; }

    /// <summary>The configured dispatcher to use; empty for the default.</summary>
    public string Dispatcher { get; private init; }

    /// <summary>The configured mailbox to use; empty for the default.</summary>
    public string Mailbox { get; private init; }

    /// <summary>How messages are routed; <see cref="NoRouter"/> for an ordinary actor.</summary>
    public RouterConfig RouterConfig { get; private init; }

    /// <summary>The strategy the actors supervise by instead of their class's own, or null.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    internal int StashCapacity { get; private init; }

    internal bool IsRouter => RouterConfig is not NoRouter;

    /// <summary>Props of the constructor call written in the expression; its arguments are evaluated once, now.</summary>
    /// <exception cref="ArgumentException">The expression is not a constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase =>
        new(new ConstructorProducer(typeof(TActor), ConstructorCall.Arguments(factory))) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Props of a class and its constructor arguments.</summary>
    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(new ConstructorProducer(typeof(TActor), args));

    /// <summary>Props of a class with a parameterless constructor.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(new ConstructorProducer(typeof(TActor), [])) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Props of a class and its constructor arguments.</summary>
    public static Props Create(Type type, params object?[] args) => new(new ConstructorProducer(type, args));

    /// <summary>Props of whatever the producer makes.</summary>
    public static Props CreateBy(IIndirectActorProducer producer, params object?[] args) => new(producer);

    /// <summary>The same props with a configured mailbox.</summary>
    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    /// <summary>The same props with a configured dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same props behind a router.</summary>
    public Props WithRouter(RouterConfig routerConfig) => new(this) { RouterConfig = routerConfig };

    /// <summary>The same props with a strategy in place of the class's own.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>The same props with a limit for the stash; -1 for none.</summary>
    public Props WithStashCapacity(int stashCapacity) => new(this) { StashCapacity = stashCapacity };

    /// <summary>Makes an instance; the runtime calls this on the actor's thread.</summary>
    public virtual ActorBase NewActor() => _producer.Produce();

    internal void Release(ActorBase actor) => _producer.Release(actor);

    /// <inheritdoc/>
    public bool Equals(Props? other) => other is not null && (ReferenceEquals(this, other) || (Type == other.Type
        && Arguments.SequenceEqual(other.Arguments) && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox
        && RouterConfig.Equals(other.RouterConfig) && Equals(SupervisorStrategy, other.SupervisorStrategy)
        && (_producer is ConstructorProducer) == (other._producer is ConstructorProducer)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length, Dispatcher, Mailbox);

    /// <inheritdoc/>
    public override string ToString() => $"Props({Type.Name})";
}
