namespace ActorBus.Actors.Cells;

/// <summary>Creation, failure, restart and end of an actor, as its supervisor orders them.</summary>
/// <remarks>
/// An actor that fails suspends itself and its children and tells its supervisor. A restart waits until the children stopped in
/// PreRestart are gone; the others are restarted after the fresh instance has started. The mailbox survives all but the end.
/// </remarks>
internal sealed class Lifecycle(ActorCell cell)
{
    private List<SystemMessage>? _heldBack;
    private IActorRef? _perpetrator;
    private Exception? _recreationCause;
    private object? _failedMessage;
    private int _awaited;
    private bool _terminating;

    /// <summary>True from the order to stop on.</summary>
    public bool IsTerminating => _terminating;

    /// <summary>True while an asynchronous handler is being awaited.</summary>
    public bool IsAwaiting => _awaited > 0;

    /// <summary>Told the end of the next asynchronous handler, for tests.</summary>
    public TaskCompletionSource? Observer { get; set; }

    private bool IsFailed => _perpetrator is not null;

    /// <summary>What the actor was processing when it failed; an asynchronous handler may have failed before its first await.</summary>
    private object? FailedMessage => _failedMessage ?? cell.CurrentMessage;

    private CellState State => cell.HasChildren && cell.Children.IsWaiting ? CellState.WaitingForChildren
        : cell.Mailbox.IsSuspended ? CellState.Suspended
        : CellState.Running;

    /// <summary>Processes a system message or holds it back; gives what comes next.</summary>
    public SystemMessage? Process(SystemMessage message, SystemMessage? next)
    {
        var before = State;
        if (before >= message.HeldBackFrom)
        {
            (_heldBack ??= []).Add(message);
            return next;
        }

        try
        {
            message.Invoke(cell);
        }
        catch (Exception failure)
        {
            Failed(failure, (message as FailedMessage)?.Child);
        }

        if (State >= before || _heldBack is null)
            return next;
        for (var i = _heldBack.Count - 1; i >= 0; i--)
        {
            _heldBack[i].Next = next;
            next = _heldBack[i];
        }

        _heldBack = null;
        return next;
    }

    public void Create()
    {
        try
        {
            cell.Actor = NewActor();
            cell.Actor.AroundPreStart();
            Note("started");
            StartReceiveTimer();
        }
        catch (Exception failure)
        {
            DropActor();
            throw failure as ActorInitializationException
                ?? new ActorInitializationException(cell.SelfRef, $"'{cell.SelfRef.Path}' ({cell.Props.Type.Name}) could not be created: {failure.Message}", failure);
        }
    }

    public void Suspend()
    {
        cell.Mailbox.Suspend();
        ForEachChild(child => child.Suspend());
    }

    public void Resume(Exception? causedByFailure)
    {
        if (cell.Actor is null)
        {
            RecreateFromNothing();
            return;
        }

        var perpetrator = _perpetrator;
        cell.Mailbox.Resume();
        if (causedByFailure is not null)
            Recovered();
        ForEachChild(child => child.Resume(child.Equals(perpetrator) ? causedByFailure : null));
    }

    public void Recreate(Exception cause)
    {
        if (cell.Actor is null)
        {
            RecreateFromNothing();
            return;
        }

        if (cell.HasChildren && cell.Children.IsWaiting)
        {
            Resume(null);
            return;
        }

        Note("restarting");
        try
        {
            cell.Actor.AroundPreRestart(cause, FailedMessage);
        }
        catch (Exception failure)
        {
            var restart = new PreRestartException(cell.SelfRef, failure, cause, FailedMessage);
            Publish(new Error(restart, cell.SelfRef.Path.ToString(), cell.Props.Type, restart.Message));
        }

        if (cell.HasChildren && cell.Children.WaitFor(Children.WaitReason.Recreation))
            _recreationCause = cause;
        else
            FinishRecreate(cause);
    }

    public void Terminate()
    {
        var wasTerminating = _terminating;
        _terminating = true;
        if (!wasTerminating)
            Note("stopping");
        if (cell.HasChildren)
            cell.Children.Seal();
        cell.SetReceiveTimeout(null);
        if (cell.HasDeathWatch)
            cell.DeathWatch.UnwatchAll();
        ForEachChild(child => cell.Stop(child));
        if (cell.HasChildren && cell.Children.WaitFor(Children.WaitReason.Termination))
        {
            if (wasTerminating)
                return;
            cell.Mailbox.Suspend();
            _perpetrator = cell.SelfRef;
        }
        else
        {
            FinishTerminate();
        }
    }

    public void HandleChildTerminated(IActorRef child)
    {
        if (!cell.HasChildren || cell.Children.Stats(child) is null)
            return;
        var ended = cell.Children.Remove(child);
        if (cell.Actor is not null)
            cell.Actor.Strategy.HandleChildTerminated(cell, child, cell.Children.WhenAsked());
        switch (ended)
        {
            case Children.WaitReason.Recreation:
                FinishRecreate(_recreationCause!);
                break;
            case Children.WaitReason.Creation:
                FinishCreate();
                break;
            case Children.WaitReason.Termination:
                FinishTerminate();
                break;
        }
    }

    /// <summary>Asks the strategy, to which the child is the sender; throws on when it escalates.</summary>
    public void HandleFailure(FailedMessage failed)
    {
        if (!cell.HasChildren || cell.Children.Stats(failed.Child) is not { } stats)
            return;
        var sender = cell.ExchangeSender(failed.Child);
        try
        {
            if (!cell.Actor!.Strategy.HandleFailure(cell, failed.Child, failed.Cause, stats, new StatsOfChildren(cell.Children)))
                throw failed.Cause;
        }
        finally
        {
            cell.ExchangeSender(sender);
        }
    }

    /// <summary>Suspends the actor and leaves the rest to its supervisor. A second failure before its decision changes nothing.</summary>
    public void Failed(Exception failure, IActorRef? child = null, ICollection<IActorRef>? keepRunning = null)
    {
        if (IsFailed)
            return;
        cell.Mailbox.Suspend();
        _perpetrator = child ?? cell.SelfRef;
        _failedMessage = cell.CurrentMessage;
        ForEachChild(c =>
        {
            if (!c.Equals(child) && keepRunning?.Contains(c) != true)
                c.Suspend();
        });
        cell.Supervisor.SendSystemMessage(new FailedMessage(cell.SelfRef, failure));
    }

    public void AsyncHandlerBegun()
    {
        _awaited++;
        cell.Mailbox.Suspend();
    }

    public void AsyncHandlerDone(Exception? failure)
    {
        _awaited--;
        Report(failure);
        cell.Mailbox.Resume();
        if (failure is not null)
        {
            Failed(failure);
            return;
        }

        if (cell.ReceiveTimeout is not null)
            cell.ReceiveTimer.Check(cell.CurrentMessage is not INotInfluenceReceiveTimeout);
        cell.CurrentMessage = null;
    }

    private void Report(Exception? failure)
    {
        if (Observer is not { } observer)
            return;
        Observer = null;
        if (failure is null)
            observer.TrySetResult();
        else
            observer.TrySetException(failure);
    }

    private void RecreateFromNothing()
    {
        ForEachChild(child => cell.Stop(child));
        if (!cell.HasChildren || !cell.Children.WaitFor(Children.WaitReason.Creation))
            FinishCreate();
    }

    private void FinishCreate()
    {
        cell.Mailbox.Resume();
        Recovered();
        Create();
    }

    private void FinishRecreate(Exception cause)
    {
        IActorRef[] survivors = cell.HasChildren ? cell.Children.All() : [];
        try
        {
            DropActor();
            cell.Mailbox.Resume();
            var message = FailedMessage;
            Recovered();
            cell.Actor = NewActor();
            cell.Actor.AroundPostRestart(cause, message);
            cell.CurrentMessage = null;
            Note("restarted");
            StartReceiveTimer();
        }
        catch (Exception failure)
        {
            DropActor();
            Failed(new PostRestartException(cell.SelfRef, failure, cause), null, survivors);
            return;
        }

        foreach (var survivor in survivors)
            ((InternalActorRefBase)survivor).Restart(cause);
    }

    private void FinishTerminate()
    {
        try
        {
            cell.Actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            Publish(new Error(failure, cell.SelfRef.Path.ToString(), cell.Props.Type, $"PostStop failed: {failure.Message}"));
        }

        DropActor();
        cell.Mailbox.Close();
        cell.Dispatcher.Detach();
        cell.Supervisor.SendSystemMessage(new DeathWatchNotification(cell.SelfRef, existenceConfirmed: true));
        if (cell.HasDeathWatch)
        {
            cell.DeathWatch.TellWatchers();
            cell.DeathWatch.UnwatchAll();
        }

        Note("stopped");
        if (_heldBack is not null)
        {
            foreach (var message in _heldBack)
                message.Bounce();
            _heldBack = null;
        }
    }

    private void Recovered()
    {
        _perpetrator = null;
        _failedMessage = null;
    }

    private ActorBase NewActor()
    {
        cell.ClearBehaviors();
        var actor = cell.Props.NewActor()
            ?? throw new ActorInitializationException(cell.SelfRef, $"The producer of '{cell.SelfRef.Path}' made null; it has to make a fresh {cell.Props.Type.Name}.");
        (actor as ReceiveActor)?.Seal();
        if (actor is IActorStash stashing)
            stashing.Stash = new Stash(cell, actor is IWithUnboundedStash ? -1 : cell.Home.MailboxTypes.StashCapacity(cell.Props));
        return actor;
    }

    /// <summary>Takes leave of an instance: what it stashed goes back to the mailbox.</summary>
    private void DropActor()
    {
        if (cell.Actor is not { } actor)
            return;
        cell.Actor = null;
        try
        {
            (actor as IActorStash)?.Stash?.UnstashAll();
            cell.Props.Release(actor);
            (actor as IDisposable)?.Dispose();
        }
        catch (Exception failure)
        {
            Publish(new Error(failure, cell.SelfRef.Path.ToString(), cell.Props.Type, $"Disposing of the actor failed: {failure.Message}"));
        }
        finally
        {
            actor.Detach(cell.SelfRef);
        }
    }

    private void StartReceiveTimer()
    {
        if (cell.ReceiveTimeout is not null)
            cell.ReceiveTimer.Check(true);
    }

    private void ForEachChild(Action<InternalActorRefBase> action)
    {
        if (!cell.HasChildren)
            return;
        foreach (var child in cell.Children.All())
            action(child);
    }

    private void Note(string change)
    {
        if (cell.Home.Settings.DebugLifecycle)
            cell.Debug(change);
    }

    private void Publish(LogEvent entry) => cell.System.EventStream.Publish(entry);
}
