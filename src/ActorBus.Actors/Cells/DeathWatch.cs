namespace ActorBus.Actors.Cells;

/// <summary>Whom an actor watches and who watches it.</summary>
/// <remarks>
/// A watched actor that has stopped is taken off the list when its notification comes, and Terminated is queued like a user
/// message; unwatching drops a Terminated that is queued. So there is one Terminated per watch at most.
/// </remarks>
internal sealed class DeathWatch(ActorCell cell)
{
    private readonly Dictionary<IActorRef, object?> _watching = [];
    private Dictionary<IActorRef, object?>? _queued;
    private HashSet<InternalActorRefBase>? _watchedBy;

    public IActorRef Watch(IActorRef subject, object? message)
    {
        var watchee = InternalActorRefBase.Of(subject);
        if (watchee.Equals(cell.SelfRef))
            return subject;
        if (_watching.TryGetValue(watchee, out var known))
        {
            if (!Equals(known, message))
            {
                throw new InvalidOperationException(
                    $"'{cell.SelfRef.Path}' watches '{subject.Path}' already with the message '{known ?? "Terminated"}', not '{message ?? "Terminated"}'; unwatch it first.");
            }

            return subject;
        }

        _watching.Add(watchee, message);
        watchee.SendSystemMessage(new WatchMessage(watchee, cell.SelfRef));
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var watchee = InternalActorRefBase.Of(subject);
        if (_watching.Remove(watchee))
            watchee.SendSystemMessage(new UnwatchMessage(cell.SelfRef));
        _queued?.Remove(watchee);
        return subject;
    }

    public void AddWatcher(InternalActorRefBase watcher)
    {
        if ((_watchedBy ??= []).Add(watcher) && cell.Home.Settings.DebugLifecycle)
            cell.Debug($"now watched by {watcher}");
    }

    public void RemoveWatcher(InternalActorRefBase watcher)
    {
        if (_watchedBy?.Remove(watcher) == true && cell.Home.Settings.DebugLifecycle)
            cell.Debug($"no longer watched by {watcher}");
    }

    public void Stopped(DeathWatchNotification notification)
    {
        if (!_watching.Remove(notification.Actor, out var message))
            return;
        if (cell.Lifecycle.IsTerminating)
            return;
        (_queued ??= [])[notification.Actor] = message;
        cell.SelfRef.Tell(new Terminated(notification.Actor, notification.ExistenceConfirmed, false), notification.Actor);
    }

    public bool TryTakeQueued(IActorRef actor, out object? message)
    {
        message = null;
        return _queued is not null && _queued.Remove(actor, out message);
    }

    /// <summary>A stashed Terminated is on its way again.</summary>
    public void Requeue(IActorRef actor) => (_queued ??= []).TryAdd(actor, null);

    public void UnwatchAll()
    {
        foreach (var watchee in _watching.Keys)
            ((InternalActorRefBase)watchee).SendSystemMessage(new UnwatchMessage(cell.SelfRef));
        _watching.Clear();
        _queued?.Clear();
    }

    public void TellWatchers()
    {
        if (_watchedBy is null)
            return;
        foreach (var watcher in _watchedBy)
        {
            // The supervisor is told in any case.
            if (!watcher.Equals(cell.Supervisor))
                watcher.SendSystemMessage(new DeathWatchNotification(cell.SelfRef, existenceConfirmed: true));
        }

        _watchedBy = null;
    }
}
