namespace ActorBus.Pipeline;

/// <summary>The listeners of an event that run at the same time, and how they have ended.</summary>
/// <remarks>Each writes its own place, from its own thread; the last one to end reads them all.</remarks>
internal sealed class ListenerTally(int listeners)
{
    private readonly MessageFlow?[] _runs = new MessageFlow?[listeners];
    private readonly Exception?[] _failures = new Exception?[listeners];
    private int _left = listeners;

    /// <summary>Those that were begun, in their order.</summary>
    public IEnumerable<MessageFlow> Runs => _runs.OfType<MessageFlow>();

    /// <summary>Those that failed and what they threw, in their order.</summary>
    public IEnumerable<(MessageFlow Run, Exception Failure)> Failures =>
        _runs.Zip(_failures).Where(one => one.Second is not null).Select(one => (one.First!, one.Second!));

    /// <summary>True when at least one listener succeeded.</summary>
    public bool AnySucceeded => Array.Exists(_failures, failure => failure is null);

    /// <summary>One is about to run.</summary>
    public void NoteRun(MessageFlow run) => _runs[run.Place] = run;

    /// <summary>Notes how one has ended; true when it was the last.</summary>
    public bool IsLast(int place, Exception? failure)
    {
        _failures[place] = failure;
        return Interlocked.Decrement(ref _left) == 0;
    }
}
