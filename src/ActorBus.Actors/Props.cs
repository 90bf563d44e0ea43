using System.Linq.Expressions;

namespace ActorBus.Actors;

/// <summary>How to make an actor: its class and arguments, and the mailbox, dispatcher, router and strategy it gets.</summary>
/// <remarks>Immutable; one instance makes any number of actors. The arguments are shared by every incarnation, so they should be immutable too.</remarks>
public class Props : IEquatable<Props>
{
    /// <summary>Stands for no props at all: null.</summary>
    public static readonly Props? None;

    private readonly IIndirectActorProducer _producer;

    /// <summary>Creates props for a class.</summary>
    public Props(Type type)
        : this(type, [])
    {
    }

    /// <summary>Creates props for a class and its constructor arguments.</summary>
    public Props(Type type, object?[] args)
        : this(new ConstructorProducer(type, args), Deploy.None)
    {
    }

    /// <summary>Creates props for a class, with a strategy in place of the class's own.</summary>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, IEnumerable<object?> args)
        : this(type, supervisorStrategy, args.ToArray())
    {
    }

    /// <summary>Creates props for a class, with a strategy in place of the class's own.</summary>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, params object?[] args)
        : this(type, args) => SupervisorStrategy = supervisorStrategy;

    /// <summary>Creates props for a class, with dispatcher, mailbox and router.</summary>
    public Props(Deploy deploy, Type type, IEnumerable<object?> args)
        : this(deploy, type, args.ToArray())
    {
    }

    /// <summary>Creates props for a class, with dispatcher, mailbox and router.</summary>
    public Props(Deploy deploy, Type type, params object?[] args)
        : this(new ConstructorProducer(type, args), deploy)
    {
    }

    private Props(IIndirectActorProducer producer, Deploy deploy)
    {
        _producer = producer;
        Arguments = producer is ConstructorProducer constructor ? constructor.Arguments : [];
        Deploy = deploy;
    }

    private Props(Props from)
    {
        _producer = from._producer;
        Arguments = from.Arguments;
        Deploy = from.Deploy;
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

    /// <summary>What the actors get besides their class.</summary>
    public Deploy Deploy { get; private init; }

    /// <summary>The configured dispatcher to use.</summary>
    public string Dispatcher => Deploy.Dispatcher.Length == 0 ? Dispatchers.DefaultDispatcherId : Deploy.Dispatcher;

    /// <summary>The configured mailbox to use; empty for the default.</summary>
    public string Mailbox => Deploy.Mailbox;

    /// <summary>How messages are routed; <see cref="NoRouter"/> for an ordinary actor.</summary>
    public RouterConfig RouterConfig => Deploy.RouterConfig;

    /// <summary>The strategy the actors supervise by instead of their class's own, or null.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    internal bool IsRouter => RouterConfig is not NoRouter;

    /// <summary>Props of the constructor call written in the expression; its arguments are evaluated once, now.</summary>
    /// <exception cref="ArgumentException">The expression is not a constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase =>
        new(new ConstructorProducer(typeof(TActor), ConstructorCall.Arguments(factory)), Deploy.None) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Props of a class and its constructor arguments.</summary>
    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>Props of a class with a parameterless constructor.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor)) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Props of a class and its constructor arguments.</summary>
    public static Props Create(Type type, params object?[] args) => new(type, args);

    /// <summary>Props of whatever the producer makes.</summary>
    public static Props CreateBy(IIndirectActorProducer producer, params object?[] args) => new(producer, Deploy.None);

    /// <summary>The same props with a configured mailbox.</summary>
    public Props WithMailbox(string mailbox) => new(this) { Deploy = Deploy.WithMailbox(mailbox) };

    /// <summary>The same props with a configured dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Deploy = Deploy.WithDispatcher(dispatcher) };

    /// <summary>The same props behind a router.</summary>
    public Props WithRouter(RouterConfig routerConfig) => new(this) { Deploy = Deploy.WithRouterConfig(routerConfig) };

    /// <summary>The same props with a strategy in place of the class's own.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>The same props with a limit for the stash; -1 for none.</summary>
    public Props WithStashCapacity(int stashCapacity) => new(this) { Deploy = Deploy.WithStashCapacity(stashCapacity) };

    /// <summary>The same props with dispatcher, mailbox and router; what it leaves open stays as it is.</summary>
    public Props WithDeploy(Deploy deploy) => new(this) { Deploy = deploy.WithFallback(Deploy) };

    /// <summary>Makes an instance; the runtime calls this on the actor's thread.</summary>
    public virtual ActorBase NewActor() => _producer.Produce();

    internal void Release(ActorBase actor) => _producer.Release(actor);

    /// <inheritdoc/>
    public bool Equals(Props? other) => other is not null && (ReferenceEquals(this, other) || (Type == other.Type
        && Arguments.SequenceEqual(other.Arguments) && Deploy.Equals(other.Deploy) && Equals(SupervisorStrategy, other.SupervisorStrategy)
        && (_producer is ConstructorProducer) == (other._producer is ConstructorProducer)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length, Dispatcher, Mailbox);

    /// <inheritdoc/>
    public override string ToString() => $"Props({Type.Name})";
}
