namespace ActorBus.Actors.TestKit;

/// <summary>Log entries that are muted until this is disposed.</summary>
public interface IUnmutableFilter : IDisposable
{
    /// <summary>Ends the muting.</summary>
    void Unmute();
}
