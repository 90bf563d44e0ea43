using System.Linq.Expressions;
using System.Threading.Channels;
using ActorBus.Actors.Setup;
using ActorBus.Actors.TestKit.Configs;
using ActorBus.Actors.TestKit.Internal;
using ActorBus.Actors.TestKit.Parts;

namespace ActorBus.Actors.TestKit;

/// <summary>A test with an actor of its own whose messages it can expect.</summary>
/// <remarks>
/// <para>
/// The test actor is the sender of what the test tells without naming one, also after an await, unless the test is marked with
/// <see cref="INoImplicitSender"/>. Its messages wait in a queue until an expectation takes them.
/// </para>
/// <para>To be used by one test at a time, on one thread at a time.</para>
/// </remarks>
public abstract class TestKitBase : TestKitAwaiting, IActorRefFactory
{
    private static int s_testActors;

    private readonly TestState _state;

    /// <summary>A test in a system that exists, or in one of its own.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="system">The system; a new one if null.</param>
    /// <param name="testActorName">The name of the test actor; generated if null.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system ?? CreateSystem(null, ActorSystemSetup.Empty), testActorName, true)
    {
    }

    /// <summary>A test in a system of its own.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="config">The configuration; <see cref="DefaultConfig"/> fills its gaps.</param>
    /// <param name="actorSystemName">The name of the system; test if null.</param>
    /// <param name="testActorName">The name of the test actor; generated if null.</param>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(
            assertions,
            CreateSystem(actorSystemName, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config))),
            testActorName,
            true)
    {
    }

    /// <summary>A test in a system of its own.</summary>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="setup">The settings; <see cref="DefaultConfig"/> fills gaps in their configuration.</param>
    /// <param name="actorSystemName">The name of the system; test if null.</param>
    /// <param name="testActorName">The name of the test actor; generated if null.</param>
    protected TestKitBase(
        ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, CreateSystem(actorSystemName, setup), testActorName, true)
    {
    }

    private TestKitBase(ITestKitAssertions assertions, ActorSystem system, string? testActorName, bool isReady)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        var queue = Channel.CreateUnbounded<MessageEnvelope>();
        var name = testActorName ?? $"testActor{Interlocked.Increment(ref s_testActors)}";
        var props = Props.Create(() => new ProbeActor(queue.Writer));
        if (system.Dispatchers.HasDispatcher(CallingThreadDispatcher.Id))
            props = props.WithDispatcher(CallingThreadDispatcher.Id);
        var testActor = ((ExtendedActorSystem)system).SystemActorOf(props, name);
        _state = new TestState(system, assertions, testActor, queue);
        EventFilter = new EventFilterFactory(this, system);
        if (isReady && this is not INoImplicitSender)
            _state.ImplicitSender = ImplicitSender.Begin(testActor);
    }

    /// <summary>The configuration a test has unless it says otherwise.</summary>
    public static Config DefaultConfig => TestConfigs.DefaultConfig;

    /// <summary>Logs at debug level all that <c>akka.actor.debug</c> has, and every dead letter.</summary>
    public static Config FullDebugConfig => """
        akka {
          loglevel = DEBUG
          log-dead-letters = on
          log-dead-letters-during-shutdown = on
          actor.debug { receive = on, autoreceive = on, lifecycle = on, event-stream = on, unhandled = on }
        }
        """;

    /// <summary>Expects and mutes log entries.</summary>
    public EventFilterFactory EventFilter { get; }

    /// <summary>The system of the test.</summary>
    public ActorSystem Sys => _state.System;

    /// <summary>The actor whose messages the test expects.</summary>
    public IActorRef TestActor => _state.TestActor;

    /// <summary>Logs in the name of the test.</summary>
    public ILoggingAdapter Log => _state.Log;

    /// <summary>The settings of the test.</summary>
    public TestKitSettings TestKitSettings => _state.Settings;

    internal override TestState State => _state;

    /// <inheritdoc/>
    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    /// <summary>Creates an actor by its parameterless constructor.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <param name="name">Its name; generated if null.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Creates an actor.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; generated if null.</param>
    /// <returns>The actor.</returns>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">What decides about its failures.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The actor.</returns>
    public IActorRef ChildActorOf(
        Props props, string? name, SupervisorStrategy? supervisorStrategy, CancellationToken cancellationToken = default) =>
        Order(new ProbeActor.Spawn(props, name, supervisorStrategy), cancellationToken);

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name; generated if null.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The actor.</returns>
    public IActorRef ChildActorOf(Props props, string? name = null, CancellationToken cancellationToken = default) =>
        ChildActorOf(props, name, null, cancellationToken);

    /// <summary>Creates a child of the test actor.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="supervisorStrategy">What decides about its failures.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The actor.</returns>
    public IActorRef ChildActorOf(Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        ChildActorOf(props, null, supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="ChildActorOf(Props, string?, SupervisorStrategy?, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(
        Props props, string? name, SupervisorStrategy? supervisorStrategy, CancellationToken cancellationToken = default) =>
        OrderAsync(new ProbeActor.Spawn(props, name, supervisorStrategy), cancellationToken);

    /// <inheritdoc cref="ChildActorOf(Props, string?, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(Props props, string? name = null, CancellationToken cancellationToken = default) =>
        ChildActorOfAsync(props, name, null, cancellationToken);

    /// <inheritdoc cref="ChildActorOf(Props, SupervisorStrategy, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync(
        Props props, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default) =>
        ChildActorOfAsync(props, null, supervisorStrategy, cancellationToken);

    /// <summary>Creates an actor that runs on the thread that sends to it, and gives access to its instance.</summary>
    /// <typeparam name="TActor">The actor's class.</typeparam>
    /// <param name="name">Its name; generated if null.</param>
    /// <returns>The actor.</returns>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null)
        where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), null, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(string?)"/>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(IActorRef supervisor, string? name = null)
        where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), supervisor, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(string?)"/>
    /// <param name="props">How to make it.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null)
        where TActor : ActorBase => new(Sys, props, null, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(string?)"/>
    /// <param name="props">How to make it.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef supervisor, string? name = null)
        where TActor : ActorBase => new(Sys, props, supervisor, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(string?)"/>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase => new(Sys, Props.Create(factory), null, name);

    /// <inheritdoc cref="ActorOfAsTestActorRef{TActor}(string?)"/>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="supervisor">Its parent.</param>
    /// <param name="name">Its name; generated if null.</param>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, IActorRef supervisor, string? name = null)
        where TActor : ActorBase => new(Sys, Props.Create(factory), supervisor, name);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>Creates a probe in the system of the test.</summary>
    /// <param name="name">The name of its actor; generated if null.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    /// <summary>Creates a probe.</summary>
    /// <param name="system">Its system.</param>
    /// <param name="name">The name of its actor; generated if null.</param>
    /// <returns>The probe.</returns>
    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _state.Assertions, name);

    /// <summary>Creates a further actor that puts its messages into the queue of this test.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The actor.</returns>
    public IActorRef CreateTestActor(string name) =>
        ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new ProbeActor(_state.QueueEntry)), name);

    /// <summary>Creates a barrier that waits as long as <see cref="TestKitSettings.DefaultTimeout"/>, dilated.</summary>
    /// <param name="count">How many threads meet.</param>
    /// <returns>The barrier.</returns>
    public TestBarrier CreateTestBarrier(int count) => new(this, count);

    /// <summary>Creates a latch that waits as long as <see cref="TestKitSettings.DefaultTimeout"/>, dilated.</summary>
    /// <param name="count">The number of steps.</param>
    /// <returns>The latch.</returns>
    public virtual TestLatch CreateTestLatch(int count = 1) => new(count, Dilated(TestKitSettings.DefaultTimeout));

    /// <summary>Event filters for another system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The filters.</returns>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>Lets the test actor watch an actor: the test gets <see cref="Terminated"/> when it stops.</summary>
    /// <param name="actorToWatch">The actor.</param>
    /// <returns>The same actor.</returns>
    public IActorRef Watch(IActorRef actorToWatch) => Order(new ProbeActor.WatchActor(actorToWatch));

    /// <inheritdoc cref="Watch"/>
    public Task<IActorRef> WatchAsync(IActorRef actorToWatch) => OrderAsync(new ProbeActor.WatchActor(actorToWatch));

    /// <summary>Ends the watching.</summary>
    /// <param name="actorToUnwatch">The actor.</param>
    /// <returns>The same actor.</returns>
    public IActorRef Unwatch(IActorRef actorToUnwatch) => Order(new ProbeActor.UnwatchActor(actorToUnwatch));

    /// <inheritdoc cref="Unwatch"/>
    public Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch) => OrderAsync(new ProbeActor.UnwatchActor(actorToUnwatch));

    /// <summary>Drops messages before they reach the queue.</summary>
    /// <param name="shouldIgnoreMessage">Tells whether to drop a message; runs in the test actor.</param>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        TestActor.Tell(new ProbeActor.SetIgnore(shouldIgnoreMessage), ActorRefs.NoSender);
    }

    /// <summary>Drops messages of a type before they reach the queue.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    /// <param name="shouldIgnoreMessage">Tells whether to drop a message; runs in the test actor.</param>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage)
    {
        ArgumentNullException.ThrowIfNull(shouldIgnoreMessage);
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));
    }

    /// <summary>Drops all messages of a type before they reach the queue.</summary>
    /// <typeparam name="TMsg">The type.</typeparam>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    /// <summary>Drops no more messages.</summary>
    public void IgnoreNoMessages() => IgnoreMessages(_ => false);

    /// <summary>Sets what reacts to each message besides the test.</summary>
    /// <param name="pilot">The auto-pilot.</param>
    public void SetAutoPilot(AutoPilot pilot)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        TestActor.Tell(new ProbeActor.SetAutoPilot(pilot), ActorRefs.NoSender);
    }

    /// <summary>Terminates the system of the test and waits until it has.</summary>
    /// <param name="duration">How long to wait; five times the default of an expectation if null.</param>
    /// <param name="verifySystemShutdown">Whether it is a failure if it takes longer.</param>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Terminates a system and waits until it has.</summary>
    /// <param name="system">The system.</param>
    /// <param name="duration">How long to wait; five times the default of an expectation if null.</param>
    /// <param name="verifySystemShutdown">Whether it is a failure if it takes longer.</param>
    /// <exception cref="TimeoutException">It took longer, which is a failure.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        ArgumentNullException.ThrowIfNull(system);
        var limit = duration ?? Dilated(TestKitSettings.SingleExpectDefault) * 5;
        if (system.Terminate().Wait(limit))
            return;
        var text = $"The actor system '{system.Name}' did not terminate within {limit}.";
        if (verifySystemShutdown)
            throw new TimeoutException(text);
        system.Log.Warning(text);
    }

    private static ActorSystem CreateSystem(string? name, ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>().GetOrElse(BootstrapSetup.Create());
        return ActorSystem.Create(name ?? "test", setup.And(bootstrap.WithConfigFallback(DefaultConfig)));
    }

    private IActorRef Order(object order, CancellationToken cancellationToken = default) =>
        TestActor.Ask<IActorRef>(order, TestKitSettings.DefaultTimeout, cancellationToken).GetAwaiter().GetResult();

    private Task<IActorRef> OrderAsync(object order, CancellationToken cancellationToken = default) =>
        TestActor.Ask<IActorRef>(order, TestKitSettings.DefaultTimeout, cancellationToken);
}
