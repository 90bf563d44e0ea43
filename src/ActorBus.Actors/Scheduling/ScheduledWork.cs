namespace ActorBus.Actors.Scheduling;

/// <summary>A piece of work to be done at a time, on the scheduler's thread: busy pool threads do not delay it.</summary>
internal sealed class ScheduledWork(IRunnable work) : ScheduledTask
{
    protected override void Do() => work.Run();
}
