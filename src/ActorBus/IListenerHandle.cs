namespace ActorBus;

/// <summary>A listener that is attached to a bus; <see cref="IMessageBus.Detach(IListenerHandle)"/> or Dispose takes it off.</summary>
public interface IListenerHandle : IDisposable
{
    /// <summary>The priority it was attached with.</summary>
    int Priority { get; }

    /// <summary>True for a listener of finalize, false for one of dispatch.</summary>
    bool IsFinalize { get; }
}
