namespace ActorBus.InMemory;

/// <summary>A piece of work for a <see cref="SerialExecutor"/>; it never throws.</summary>
internal interface IWork
{
    void Run();
}
