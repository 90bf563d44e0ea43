namespace ActorBus.Actors.Scheduling;

/// <summary>A piece of work to be done at a time on a pool thread.</summary>
internal sealed class ScheduledWork(IRunnable work) : ScheduledTask
{
    protected override void Do() => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
