using System.Runtime.InteropServices;

namespace ActorBus.Actors.Dispatch;

/// <summary>What a worker left when it went back to the pool, or was relieved of: queued as one, to go on together.</summary>
internal sealed class WorkBatch(List<IWorkItem> items) : IThreadPoolWorkItem
{
    public void Execute() => Worker.Enter(CollectionsMarshal.AsSpan(items));
}
