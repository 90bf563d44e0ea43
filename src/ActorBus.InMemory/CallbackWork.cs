namespace ActorBus.InMemory;

/// <summary>Work given as a delegate, for rare cases.</summary>
internal sealed class CallbackWork(Action run) : IWork
{
    public void Run() => run();
}
