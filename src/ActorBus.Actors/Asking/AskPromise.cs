using System.Runtime.CompilerServices;

namespace ActorBus.Actors.Asking;

/// <summary>
/// One ask: the reference that takes the reply and the task that waits for it. It is a work item too, so that the code after
/// the await runs after the replying actor and not inside it, on the same thread if there is nothing else to be run.
/// </summary>
/// <remarks>Has no path, and is found by none, until somebody asks for it. The first of reply, limit and cancellation wins.</remarks>
internal sealed class AskPromise<T> : MinimalActorRef, IWorkItem, IPromise
{
    private readonly LocalActorSystem _system;
    private AsyncTaskMethodBuilder<T> _builder = AsyncTaskMethodBuilder<T>.Create();
    private CancellationTokenRegistration _cancellation;
    private AskTimer? _timer;
    private ActorPath? _path;
    private object? _outcome;
    private int _completed;

    private AskPromise(LocalActorSystem system)
    {
        _system = system;
        Task = _builder.Task;
    }

    public Task<T> Task { get; }

    public override ActorPath Path => _path ?? CreatePath();

    public override bool IsTerminated => Volatile.Read(ref _completed) != 0;

    internal override LocalActorSystem Home => _system;

    internal override InternalActorRefBase Supervisor => _system.Temp;

    public static AskPromise<T> Create(ICanTell target, TimeSpan? timeout, CancellationToken cancellation)
    {
        var system = AskTarget.SystemOf(target);
        var promise = new AskPromise<T>(system);
        var limit = timeout ?? system.Settings.AskTimeout;
        if (limit != Timeout.InfiniteTimeSpan && limit > TimeSpan.Zero)
            promise._timer = new AskTimer(promise, target, limit);
        if (cancellation.CanBeCanceled)
        {
            promise._cancellation = cancellation.UnsafeRegister(
                static (state, token) => ((AskPromise<T>)state!).TryComplete(new TaskCanceledException(null, null, token)), promise);
        }

        return promise;
    }

    public void Send(ICanTell target, object message)
    {
        Begin(message);
        target.Tell(message, this);
    }

    /// <summary>Lets the time begin to run.</summary>
    public void Begin(object message)
    {
        if (_timer is null)
            return;
        _timer.Message = message;
        TimerWheel.Shared.Add(_timer, _timer.Limit);
    }

    public override void Tell(object message, IActorRef? sender)
    {
        var outcome = Outcome(message);
        var taken = Complete(outcome);
        if (taken && (outcome is not Failed || message is Status.Failure))
            return;
        if (message is null)
            throw NullMessage();
        if (taken || _outcome is not Failed { Cause: OperationCanceledException })
            _system.DeadLetterOffice.Undeliverable(message, sender, this);
    }

    public bool TryComplete(Exception failure) => Complete(new Failed(failure));

    public void Run()
    {
        _cancellation.Unregister();
        if (_outcome is Failed failed)
            _builder.SetException(failed.Cause);
        else
            _builder.SetResult(_outcome is null ? default! : (T)_outcome);
    }

    void IThreadPoolWorkItem.Execute() => Worker.Enter(this);

    internal override void SendSystemMessage(SystemMessage message)
    {
        if (message is DeathWatchNotification stopped)
            Tell(new Terminated(stopped.Actor, stopped.ExistenceConfirmed, false), stopped.Actor);
        else if (IsTerminated)
            message.Bounce();
    }

    /// <summary>Null as a reply stands for the default.</summary>
    private static object? Outcome(object? reply) => reply switch
    {
        T or null => reply,
        Status.Failure failure => new Failed(failure.Cause ?? new TaskCanceledException("The ask was failed by a Status.Failure without a cause.")),
        _ => new Failed(new ArgumentException($"The reply is a {reply.GetType()}, the Ask expected a {typeof(T)}; see the dead letters for it.")),
    };

    private bool Complete(object? outcome)
    {
        if (Interlocked.CompareExchange(ref _completed, 1, 0) != 0)
            return false;
        _outcome = outcome;
        if (_timer is not null)
            TimerWheel.Shared.Remove(_timer);
        if (_path is { } path)
            _system.Temp.Remove(path.Name);
        Worker.ScheduleCompletion(this);
        return true;
    }

    private ActorPath CreatePath()
    {
        var path = _system.Temp.NextPath();
        if (Interlocked.CompareExchange(ref _path, path, null) is { } earlier)
            return earlier;

        // Of this and a completion that runs at the same time, one at least sees the other.
        _system.Temp.Add(path.Name, this);
        Interlocked.MemoryBarrier();
        if (IsTerminated)
            _system.Temp.Remove(path.Name);
        return path;
    }

    private sealed record Failed(Exception Cause);
}
