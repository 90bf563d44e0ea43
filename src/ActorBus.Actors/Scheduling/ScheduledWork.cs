namespace ActorBus.Actors.Scheduling;

/// <summary>A piece of work to be done at a time on a pool thread; if it repeats, never on two at once.</summary>
internal sealed class ScheduledWork(IRunnable work) : ScheduledTask, IThreadPoolWorkItem
{
    /// <remarks>In nobody's name: a test may have left its actor as the implicit sender of this thread.</remarks>
    void IThreadPoolWorkItem.Execute()
    {
        var before = ActorCell.SpeakFor(null);
        Run();
        ActorCell.SpeakFor(before);
    }

    protected override void Begin() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    protected override void Do() => work.Run();
}
