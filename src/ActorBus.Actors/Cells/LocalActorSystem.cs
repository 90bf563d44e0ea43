using System.Diagnostics.CodeAnalysis;
using System.Text;
using ActorBus.Actors.Setup;

namespace ActorBus.Actors.Internal;

/// <summary>The one kind of actor system: all in this process.</summary>
internal sealed class LocalActorSystem : ExtendedActorSystem
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExtensionRegistry _extensions;
    private readonly TerminationCode _onTermination = new();
    private readonly MessageDispatcher _defaultDispatcher;
    private readonly LocalActorRef _root;
    private readonly LocalActorRef _system;
    private readonly LocalActorRef _user;

    public LocalActorSystem(string name, ActorSystemSetup setup)
    {
        SystemName.Check(name);
        Name = name;
        Settings = new Settings(this, setup);
        RootPath = new RootActorPath(new Address("akka", name));
        DeadLetterOffice = new DeadLettersRef(this, RootPath / "deadLetters");
        IgnoreRef = new IgnoreRef(this, RootPath / "ignore");
        EventStream = new EventStream(this);
        EventStream.SetLogLevel(Settings.LoggingLevel);
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})", Settings.LogFormatter);
        Scheduler = Schedulers.Create(Settings.Config, Log);
        Dispatchers = new Dispatchers(this);
        _defaultDispatcher = Dispatchers.DefaultGlobalDispatcher;
        MailboxTypes = new MailboxCatalog(Settings);
        _extensions = new ExtensionRegistry(this);

        var supervisor = new RootSupervisorRef(this, RootPath / "bubble-walker", AllStopped);
        _root = new LocalActorRef(this, Props.Create<RootGuardian>(), supervisor, RootPath);
        var children = _root.Cell.Children;
        _user = new LocalActorRef(this, Guardians.UserProps(Settings), _root, new ChildActorPath(RootPath, "user", Incarnation.Next()));
        _system = new LocalActorRef(this, Props.Create<SystemGuardian>(_user), _root, new ChildActorPath(RootPath, "system", Incarnation.Next()));
        Temp = new ContainerRef(this, _root, RootPath / "temp");
        children.Add("user", _user);
        children.Add("system", _system);
        _ = _user.Cell.Children;
        _ = _system.Cell.Children;
        _root.Start();
        _user.Start();
        _system.Start();
        Loggers.Start(this);
        _extensions.LoadConfigured();
        if (Settings.LogConfigOnStart)
            Log.Info(Settings.ToString());
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override Dispatchers Dispatchers { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => DeadLetterOffice;

    public override IActorRef IgnoreRef { get; }

    public override ILoggingAdapter Log { get; }

    public override IScheduler Scheduler { get; }

    public override Task WhenTerminated => _terminated.Task;

    public override IInternalActorRef Guardian => _user;

    public override IInternalActorRef SystemGuardian => _system;

    public override IInternalActorRef LookupRoot => _root;

    public ActorPath RootPath { get; }

    public DeadLettersRef DeadLetterOffice { get; }

    /// <summary>The promises of asks whose path somebody wanted to know.</summary>
    public ContainerRef Temp { get; }

    public MailboxCatalog MailboxTypes { get; }

    public CellRef Root => _root;

    public MessageDispatcher DispatcherFor(Props props) =>
        props.Deploy.Dispatcher.Length == 0 ? _defaultDispatcher : Dispatchers.Lookup(props.Dispatcher);

    /// <summary>The props with what the configuration says about this path.</summary>
    public Props Deployed(Props props, ActorPath path) => Settings.Deployment.Apply(props, path);

    public override IActorRef ActorOf(Props props, string? name = null) => ChildFactory.Create(_user.Cell, props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) => ChildFactory.Create(_system.Cell, props, name);

    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => Selections.From(this, actorPath);

    public override ActorSelection ActorSelection(string actorPath) => Selections.From(this, _root, actorPath);

    public override void Stop(IActorRef actor)
    {
        // Through the supervisor, which then knows that the child is to go.
        var child = InternalActorRefBase.Of(actor);
        if (child.Supervisor is CellRef supervisor && (supervisor == _user || supervisor == _system))
            supervisor.Cell.Children.MarkDying(child);
        child.Stop();
    }

    public override Task Terminate()
    {
        if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate", true))
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    internal override Task FinalTerminate()
    {
        _user.Stop();
        return WhenTerminated;
    }

    public override void RegisterOnTermination(Action code)
    {
        if (!_onTermination.TryAdd(code))
            throw new InvalidOperationException("ActorSystem already terminated.");
    }

    public override object RegisterExtension(IExtensionId extension) => _extensions.GetOrLoad(extension);

    public override object GetExtension(IExtensionId extensionId) => _extensions.GetOrLoad(extensionId);

    public override T GetExtension<T>() => _extensions.Find(typeof(T)) as T ?? throw new InvalidOperationException(
        $"The extension {typeof(T).Name} is not loaded in the actor system '{Name}'; register it with RegisterExtension first.");

    public override bool HasExtension(Type type) => _extensions.Find(type) is not null;

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, [NotNullWhen(true)] out object? extension) =>
        (extension = _extensions.Find(extensionType)) is not null;

    public override bool TryGetExtension<T>([NotNullWhen(true)] out T? extension)
        where T : class => (extension = _extensions.Find(typeof(T)) as T) is not null;

    public override string PrintTree()
    {
        var text = new StringBuilder();
        Print(_root, 0);
        return text.ToString();

        void Print(InternalActorRefBase actor, int depth)
        {
            text.Append(' ', depth * 2).Append(depth == 0 ? "/" : actor.Path.Name).AppendLine();
            foreach (var child in actor.GetChildRefs())
                Print(child, depth + 1);
        }
    }

    public override string ToString() => RootPath.Address.ToString();

    private void AllStopped()
    {
        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.Dispose();
        foreach (var failure in _onTermination.Run())
            Console.Error.WriteLine(new Error(failure, ToString(), GetType(), "Code registered to run on termination failed.")); // No logger lives any more.
        _terminated.TrySetResult();
    }
}
