namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Takes the test's context off its thread while an actor runs there: what the actor awaits comes back to the actor.</summary>
internal readonly struct WithoutSynchronizationContext : IDisposable
{
    private readonly SynchronizationContext? _before = SynchronizationContext.Current;

    public WithoutSynchronizationContext() => SynchronizationContext.SetSynchronizationContext(null);

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_before);
}
