namespace ActorBus.Actors;

/// <summary>What an actor gets besides its class: dispatcher, mailbox, router, room in its stash, and where it runs.</summary>
/// <remarks>Immutable. What <c>akka.actor.deployment</c> says about the path of an actor wins over what its props say.</remarks>
public class Deploy : IEquatable<Deploy>
{
    /// <summary>Says that no stash capacity is given.</summary>
    public const int NoStashSize = -1;

    /// <summary>Says that no dispatcher is given.</summary>
    public static readonly string NoDispatcherGiven = "";

    /// <summary>Says that no mailbox is given.</summary>
    public static readonly string NoMailboxGiven = "";

    /// <summary>Says that no scope is given.</summary>
    public static readonly Scope NoScopeGiven = Cells.NoScopeGiven.Instance;

    /// <summary>Gives nothing.</summary>
    public static readonly Deploy None = new();

    /// <summary>Gives this process as the place to run.</summary>
    public static readonly Deploy Local = new(Scope.Local);

    /// <summary>Gives nothing.</summary>
    public Deploy()
        : this("", Config.Empty, NoRouter.Instance, null, null)
    {
    }

    /// <summary>Gives a scope to a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="scope">The scope, or null for none.</param>
    public Deploy(string path, Scope? scope)
        : this(path, Config.Empty, NoRouter.Instance, scope, null)
    {
    }

    /// <summary>Gives a scope.</summary>
    /// <param name="scope">The scope, or null for none.</param>
    public Deploy(Scope? scope)
        : this("", scope)
    {
    }

    /// <summary>Gives a router and a scope.</summary>
    /// <param name="routerConfig">The router.</param>
    /// <param name="scope">The scope, or null for none.</param>
    public Deploy(RouterConfig routerConfig, Scope? scope)
        : this("", Config.Empty, routerConfig, scope, null)
    {
    }

    /// <summary>Gives a router.</summary>
    /// <param name="routerConfig">The router.</param>
    public Deploy(RouterConfig routerConfig)
        : this(routerConfig, null)
    {
    }

    /// <summary>Gives all but mailbox and stash.</summary>
    /// <param name="path">The path.</param>
    /// <param name="config">The section it was read from.</param>
    /// <param name="routerConfig">The router.</param>
    /// <param name="scope">The scope, or null for none.</param>
    /// <param name="dispatcher">The dispatcher, or null for none.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope? scope, string? dispatcher)
        : this(path, config, routerConfig, scope, dispatcher, null)
    {
    }

    /// <summary>Gives all but the stash.</summary>
    /// <param name="path">The path.</param>
    /// <param name="config">The section it was read from.</param>
    /// <param name="routerConfig">The router.</param>
    /// <param name="scope">The scope, or null for none.</param>
    /// <param name="dispatcher">The dispatcher, or null for none.</param>
    /// <param name="mailbox">The mailbox, or null for none.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope? scope, string? dispatcher, string? mailbox)
        : this(path, config, routerConfig, scope, dispatcher, mailbox, NoStashSize)
    {
    }

    /// <summary>Gives all there is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="config">The section it was read from.</param>
    /// <param name="routerConfig">The router.</param>
    /// <param name="scope">The scope, or null for none.</param>
    /// <param name="dispatcher">The dispatcher, or null for none.</param>
    /// <param name="mailbox">The mailbox, or null for none.</param>
    /// <param name="stashCapacity">How many messages the stash takes; -1 if that is not given.</param>
    public Deploy(string path, Config config, RouterConfig routerConfig, Scope? scope, string? dispatcher, string? mailbox, int stashCapacity)
    {
        Path = path;
        Config = config;
        RouterConfig = routerConfig;
        Scope = scope ?? NoScopeGiven;
        Dispatcher = dispatcher ?? NoDispatcherGiven;
        Mailbox = mailbox ?? NoMailboxGiven;
        StashCapacity = stashCapacity;
    }

    /// <summary>The path this is for; empty for any.</summary>
    public string Path { get; }

    /// <summary>The section this was read from.</summary>
    public Config Config { get; }

    /// <summary>How messages are routed; <see cref="NoRouter"/> for an ordinary actor.</summary>
    public RouterConfig RouterConfig { get; }

    /// <summary>Where the actor runs.</summary>
    public Scope Scope { get; }

    /// <summary>The configured mailbox; empty if none is given.</summary>
    public string Mailbox { get; }

    /// <summary>The configured dispatcher; empty if none is given.</summary>
    public string Dispatcher { get; }

    /// <summary>How many messages the stash takes; -1 if that is not given.</summary>
    public int StashCapacity { get; }

    /// <summary>The same with the gaps filled from another.</summary>
    /// <param name="other">The other one.</param>
    public virtual Deploy WithFallback(Deploy other) => new(
        Path,
        Config.IsNullOrEmpty() || ReferenceEquals(Config, other.Config) ? other.Config : Config.WithFallback(other.Config),
        RouterConfig.WithFallback(other.RouterConfig),
        Scope.WithFallback(other.Scope),
        Dispatcher == NoDispatcherGiven ? other.Dispatcher : Dispatcher,
        Mailbox == NoMailboxGiven ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    /// <summary>The same with another scope.</summary>
    /// <param name="scope">The scope; null keeps the one there is.</param>
    public virtual Deploy WithScope(Scope? scope) => new(Path, Config, RouterConfig, scope ?? Scope, Dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with another mailbox.</summary>
    /// <param name="mailbox">The configured mailbox.</param>
    public virtual Deploy WithMailbox(string mailbox) => new(Path, Config, RouterConfig, Scope, Dispatcher, mailbox, StashCapacity);

    /// <summary>The same with another dispatcher.</summary>
    /// <param name="dispatcher">The configured dispatcher.</param>
    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, RouterConfig, Scope, dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with another router.</summary>
    /// <param name="routerConfig">The router.</param>
    public virtual Deploy WithRouterConfig(RouterConfig routerConfig) => new(Path, Config, routerConfig, Scope, Dispatcher, Mailbox, StashCapacity);

    /// <summary>The same with another limit for the stash.</summary>
    /// <param name="stashSize">How many messages it takes.</param>
    public virtual Deploy WithStashCapacity(int stashSize) => new(Path, Config, RouterConfig, Scope, Dispatcher, Mailbox, stashSize);

    /// <inheritdoc/>
    public bool Equals(Deploy? other) => other is not null && (ReferenceEquals(this, other) || (Path == other.Path
        && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity
        && RouterConfig.Equals(other.RouterConfig) && Scope.Equals(other.Scope) && Config.ToString() == other.Config.ToString()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Deploy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox, StashCapacity);
}
