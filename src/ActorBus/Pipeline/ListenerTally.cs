namespace ActorBus.Pipeline;

/// <summary>How the listeners of an event that run at the same time have ended.</summary>
/// <remarks>Each writes its own place, from its own thread; the last one to end reads them all.</remarks>
internal sealed class ListenerTally(int listeners)
{
    private readonly Exception?[] _failures = new Exception?[listeners];
    private int _left = listeners;

    /// <summary>What the listeners threw, in their order.</summary>
    public IEnumerable<Exception> Failures => _failures.OfType<Exception>();

    /// <summary>True when at least one listener succeeded.</summary>
    public bool AnySucceeded => Array.Exists(_failures, failure => failure is null);

    /// <summary>Notes how one has ended; true when it was the last.</summary>
    public bool IsLast(int place, Exception? failure)
    {
        _failures[place] = failure;
        return Interlocked.Decrement(ref _left) == 0;
    }
}
