using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Actors;

/// <summary>The base of every reference: equality by path and incarnation, and what the engine does with references.</summary>
[SuppressMessage("Design", "CA1036", Justification = "References are ordered for sorting only, as in Akka.NET.")]
public abstract class InternalActorRefBase : IInternalActorRef
{
    private protected InternalActorRefBase()
    {
    }

    /// <inheritdoc/>
    public abstract ActorPath Path { get; }

    /// <summary>The engine's own reference behind any reference.</summary>
    /// <exception cref="InvalidOperationException">The reference is of another make.</exception>
    internal static InternalActorRefBase Of(IActorRef actor) => actor as InternalActorRefBase
        ?? (actor as IStandIn)?.Target as InternalActorRefBase
        ?? throw new InvalidOperationException(
            $"'{actor}' is not a reference of this engine, so it can only be told messages; give the reference that ActorOf returned.");

    /// <inheritdoc/>
    public abstract bool IsTerminated { get; }

    /// <inheritdoc/>
    public IInternalActorRef Parent => Supervisor;

    /// <summary>The system of the actor; null only for <see cref="Nobody"/>.</summary>
    internal abstract LocalActorSystem? Home { get; }

    internal abstract InternalActorRefBase Supervisor { get; }

    /// <inheritdoc/>
    public abstract void Tell(object message, IActorRef? sender);

    /// <inheritdoc/>
    public virtual void Start()
    {
    }

    /// <inheritdoc/>
    public void Suspend() => SendSystemMessage(new SuspendMessage());

    /// <inheritdoc/>
    public void Resume(Exception? causedByFailure = null) => SendSystemMessage(new ResumeMessage(causedByFailure));

    /// <inheritdoc/>
    public void Restart(Exception cause) => SendSystemMessage(new RecreateMessage(cause));

    /// <inheritdoc/>
    public virtual void Stop() => SendSystemMessage(new TerminateMessage());

    internal abstract void SendSystemMessage(SystemMessage message);

    /// <summary>The child of a name, or <see cref="Nobody"/>.</summary>
    internal virtual InternalActorRefBase GetSingleChild(string name) => Nobody.Instance;

    internal virtual IEnumerable<InternalActorRefBase> GetChildRefs() => [];

    /// <inheritdoc/>
    public bool Equals(IActorRef? other) => ReferenceEquals(this, other)
        || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || (obj is IActorRef other && Equals(other));

    /// <inheritdoc/>
    public override int GetHashCode() => Path.Uid == 0 ? Path.GetHashCode() : Path.Uid.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(IActorRef? other)
    {
        if (other is null)
            return 1;
        var byPath = Path.CompareTo(other.Path);
        return byPath != 0 ? byPath : Path.Uid.CompareTo(other.Path.Uid);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => CompareTo(obj as IActorRef);

    /// <summary>The path and the incarnation.</summary>
    public override string ToString() => Path.Uid == 0 ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";

    private protected InvalidMessageException NullMessage() =>
        new($"null was sent to '{Path}'; a message is never null, send a type that stands for nothing.");
}
