namespace ActorBus.InMemory;

/// <summary>A unit of work for a <see cref="SerialExecutor"/>; it never throws.</summary>
internal interface IWork
{
    void Run();
}
