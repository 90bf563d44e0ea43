namespace ActorBus.Actors.Mailboxes;

/// <summary>Brings a task of an asynchronous handler back onto the actor's thread.</summary>
internal sealed class RunContinuation(ActorTaskScheduler scheduler, Task task) : SystemMessage
{
    public override void Invoke(ActorCell cell) => scheduler.Run(task);
}
