namespace ActorBus.Actors.TestKit;

/// <summary>A further test actor with expectations of its own, to stand in for an actor.</summary>
/// <remarks>It can be used wherever an <see cref="IActorRef"/> is asked for, and is never the implicit sender of the test.</remarks>
public class TestProbe : TestKitBase, INoImplicitSender, Refs.IStandIn, IInternalActorRef
{
    private static int s_probes;

    /// <summary>Creates a probe.</summary>
    /// <param name="system">Its system.</param>
    /// <param name="assertions">How failures are reported.</param>
    /// <param name="testProbeName">The name of its actor; generated if null.</param>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
        : base(assertions, system, testProbeName ?? $"testProbe{Interlocked.Increment(ref s_probes)}")
    {
    }

    /// <summary>The actor of the probe.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>Who sent the message taken last.</summary>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    IActorRef Refs.IStandIn.Target => TestActor;

    IInternalActorRef IInternalActorRef.Parent => Internal.Parent;

    bool IInternalActorRef.IsTerminated => Internal.IsTerminated;

    private IInternalActorRef Internal => (IInternalActorRef)TestActor;

    /// <summary>Tells an actor something in the name of the probe.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="message">The message.</param>
    public void Send(IActorRef actor, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, TestActor);
    }

    /// <summary>Answers the sender of the message taken last.</summary>
    /// <param name="message">The answer.</param>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>Forwards the message taken last.</summary>
    /// <param name="actor">Who gets it.</param>
    public void Forward(IActorRef actor) => Forward(
        actor, LastMessage ?? throw new InvalidOperationException("There is no message to forward; expect one first."));

    /// <summary>Sends a message in the name of the sender of the message taken last.</summary>
    /// <param name="actor">Who gets it.</param>
    /// <param name="message">The message.</param>
    public void Forward(IActorRef actor, object message)
    {
        ArgumentNullException.ThrowIfNull(actor);
        actor.Tell(message, Sender);
    }

    /// <summary>Creates a child of the probe.</summary>
    /// <typeparam name="T">The actor's class.</typeparam>
    /// <param name="name">Its name; generated if null.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>The actor.</returns>
    public IActorRef ChildActorOf<T>(string? name = null, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), name, cancellationToken);

    /// <inheritdoc cref="ChildActorOf{T}(string?, CancellationToken)"/>
    /// <param name="name">Its name.</param>
    /// <param name="supervisorStrategy">What decides about its failures.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public IActorRef ChildActorOf<T>(string? name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="ChildActorOf{T}(string?, CancellationToken)"/>
    /// <param name="supervisorStrategy">What decides about its failures.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public IActorRef ChildActorOf<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOf(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="ChildActorOf{T}(string?, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync<T>(string? name = null, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), name, cancellationToken);

    /// <inheritdoc cref="ChildActorOf{T}(string?, SupervisorStrategy, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync<T>(string? name, SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), name, supervisorStrategy, cancellationToken);

    /// <inheritdoc cref="ChildActorOf{T}(SupervisorStrategy, CancellationToken)"/>
    public Task<IActorRef> ChildActorOfAsync<T>(SupervisorStrategy supervisorStrategy, CancellationToken cancellationToken = default)
        where T : ActorBase => ChildActorOfAsync(Props.Create<T>(), supervisorStrategy, cancellationToken);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || TestActor.Equals(obj is TestProbe probe ? probe.TestActor : obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string? ToString() => TestActor.ToString();

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => Equals((object?)other);

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    int IComparable.CompareTo(object? obj) => TestActor.CompareTo(obj);

    void IInternalActorRef.Start() => Internal.Start();

    void IInternalActorRef.Suspend() => Internal.Suspend();

    void IInternalActorRef.Resume(Exception? causedByFailure) => Internal.Resume(causedByFailure);

    void IInternalActorRef.Restart(Exception cause) => Internal.Restart(cause);

    void IInternalActorRef.Stop() => Internal.Stop();
}
