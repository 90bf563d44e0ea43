namespace ActorBus;

/// <summary>
/// Represents a listener attached to a bus. Disposing it, or <see cref="IMessageBus.Detach(IListenerHandle)"/>, detaches the listener.
/// </summary>
public interface IListenerHandle : IDisposable
{
    /// <summary>The priority with which the listener was attached.</summary>
    int Priority { get; }

    /// <summary>True for a finalize listener, false for a dispatch listener.</summary>
    bool IsFinalize { get; }
}
