namespace ActorBus.Actors.Dispatch;

/// <summary>Runs actors in the synchronization context that was current when the dispatcher was first looked up, such as a user interface's.</summary>
public sealed class CurrentSynchronizationContextDispatcher : MessageDispatcher
{
    private readonly SynchronizationContext _context;

    internal CurrentSynchronizationContextDispatcher(string id, int throughput)
        : base(id, throughput) =>
        _context = SynchronizationContext.Current ?? throw new ConfigurationException(
            $"The dispatcher '{id}' runs actors in the current synchronization context, but this thread has none; create the first of its actors where there is one.");

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _context.Post(static work => ((IRunnable)work!).Run(), run);
}
