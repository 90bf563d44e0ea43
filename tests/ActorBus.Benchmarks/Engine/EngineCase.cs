namespace ActorBus.Benchmarks.Engine;

/// <summary>One thing to be measured, done by actors and by plain channels.</summary>
internal abstract class EngineCase(string name, int operations)
{
    /// <summary>The message everybody sends: it exists already, so what is measured is the sending.</summary>
    protected static readonly Token Message = new();

    public string Name => name;

    public int Operations => operations;

    /// <summary>Makes the actors and gives what one round does.</summary>
    public abstract Func<Task> Actors(ActorSystem system);

    /// <summary>Starts the readers and gives what one round does.</summary>
    public abstract Func<Task> Channels(CancellationToken end);

    public sealed class Token;
}
