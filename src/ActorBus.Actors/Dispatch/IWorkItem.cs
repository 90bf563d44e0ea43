namespace ActorBus.Actors.Dispatch;

/// <summary>What a worker runs: the mailbox of an actor or the completion of an ask. <c>Execute</c> enters a worker, <c>Run</c> is run by one.</summary>
internal interface IWorkItem : IRunnable;
