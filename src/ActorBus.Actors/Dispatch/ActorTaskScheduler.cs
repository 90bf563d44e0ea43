namespace ActorBus.Actors.Dispatch;

/// <summary>Runs the tasks of an actor's asynchronous handlers on the thread that runs the actor.</summary>
/// <remarks>
/// While a handler awaits, the actor processes no further user message; system messages get through. What is awaited with
/// <c>ConfigureAwait(false)</c> leaves the actor's context.
/// </remarks>
public class ActorTaskScheduler : TaskScheduler
{
    private static readonly Func<object?, Task> Start = state => ((Func<Task>)state!)();

    private readonly ActorCell _cell;

    internal ActorTaskScheduler(ActorCell cell) => _cell = cell;

    /// <summary>The message whose handler is being awaited, or null.</summary>
    public object? CurrentMessage { get; private set; }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs an action in the context of the current actor.</summary>
    /// <exception cref="InvalidOperationException">No actor runs on this thread.</exception>
    public static void RunTask(Action action) => RunTask(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Runs an asynchronous function in the context of the current actor, which takes no user message until it has ended.</summary>
    /// <remarks>The function begins at once. Its failure is the actor's failure.</remarks>
    /// <exception cref="InvalidOperationException">No actor runs on this thread.</exception>
    public static void RunTask(Func<Task> asyncAction)
    {
        var cell = ActorCell.Current
            ?? throw new InvalidOperationException("RunTask was called on a thread that runs no actor; call it while the actor processes a message.");
        cell.TaskScheduler.Begin(asyncAction);
    }

    internal void Run(Task task) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task>? GetScheduledTasks() => null;

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (ActorCell.Current == _cell && !task.CreationOptions.HasFlag(TaskCreationOptions.LongRunning))
            TryExecuteTask(task);
        else
            _cell.Mailbox.EnqueueSystem(new RunContinuation(this, task));
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Begin(Func<Task> function)
    {
        var outer = new Task<Task>(Start, function, CancellationToken.None, TaskCreationOptions.None);
        outer.Start(this);

        // Started on the actor's thread, so the function has run up to its first await.
        var running = outer.IsFaulted || outer.IsCanceled ? outer : outer.Result;
        if (running.IsCompletedSuccessfully)
            return;

        CurrentMessage = _cell.CurrentMessage;
        _cell.Lifecycle.AsyncHandlerBegun();
        if (running.IsCompleted)
            Done(running);
        else
            running.ContinueWith(static (task, state) => ((ActorTaskScheduler)state!).Done(task), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, Default);
    }

    private void Done(Task task)
    {
        CurrentMessage = null;
        var failure = Failure(task);
        if (ActorCell.Current == _cell)
            _cell.Lifecycle.AsyncHandlerDone(failure);
        else
            _cell.Mailbox.EnqueueSystem(new AsyncHandlerDone(failure));
    }

    private static Exception? Failure(Task task) => task switch
    {
        { IsCanceled: true } => new TaskCanceledException(task),
        { Exception: { InnerExceptions: [var only] } } => only,
        _ => task.Exception,
    };
}
