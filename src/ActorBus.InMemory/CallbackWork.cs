namespace ActorBus.InMemory;

/// <summary>Work that is a delegate; for what is rare.</summary>
internal sealed class CallbackWork(Action run) : IWork
{
    public void Run() => run();
}
