using System.Collections.Concurrent;

namespace ActorBus.Actors.Dispatch;

/// <summary>Threads that do nothing but the work of one dispatcher.</summary>
internal sealed class DedicatedThreads : IDisposable
{
    private readonly BlockingCollection<IThreadPoolWorkItem> _work = [];

    public DedicatedThreads(string name, int count)
    {
        for (var i = 0; i < count; i++)
            new Thread(DoWork) { IsBackground = true, Name = count == 1 ? name : $"{name}-{i}" }.UnsafeStart();
    }

    public void Execute(IThreadPoolWorkItem item)
    {
        try
        {
            _work.Add(item);
        }
        catch (InvalidOperationException)
        {
            // Stopped: what is left, such as passing messages to the dead letters, any thread can do.
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    /// <summary>Lets the threads end when they have done what is queued.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void DoWork()
    {
        var context = ExecutionContext.Capture();
        foreach (var item in _work.GetConsumingEnumerable())
        {
            if (item is IWorkItem work)
                work.Run();
            else
                item.Execute();
            if (context is not null && ExecutionContext.Capture() != context)
                ExecutionContext.Restore(context);
        }
    }
}
