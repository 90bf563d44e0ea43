namespace ActorBus.Pipeline;

/// <summary>The end of a dispatch after finalize: nested commands, the flow's resources, and at last the caller.</summary>
internal static class DispatchEnd
{
    public static void Begin(DispatchContext dispatch)
    {
        var error = OutcomeOf(dispatch);
        if (dispatch.QueuedOn is { } outermost)
        {
            if (Finish(dispatch)) ContinueAfter(outermost, error);
            return;
        }

        if (dispatch.Owner.QueuesNested) RunNext(dispatch, error);
        else CommitOrReport(dispatch, error);
    }

    /// <summary>Tells the caller and forgets the dispatch; the stage is Over already.</summary>
    public static void Report(DispatchContext dispatch, Exception? error)
    {
        Forget(dispatch);
        if (dispatch.Owner.QueuesNested && dispatch.QueuedOn is null) error = WithPending(dispatch, error);
        if (error is not null && dispatch.Parent is null) dispatch.ExtrasIfAny?.ResourcesIfAny?.Discard();
        if (dispatch.QueuedOn is { } outermost) ContinueAfter(outermost, error);
        else if (error is null) dispatch.Completion!.Succeed(dispatch);
        else dispatch.Completion!.Fail(dispatch, error);
    }

    /// <summary>Runs the next of the commands that were dispatched meanwhile, or ends the outermost one.</summary>
    private static void RunNext(DispatchContext outermost, Exception? error)
    {
        if (error is not null)
        {
            CommitOrReport(outermost, error);
            return;
        }

        var queue = Interlocked.CompareExchange(ref outermost.Queue, CommandQueue.Closed, null);
        if (queue?.TakeOrClose() is { } next) PipelineRunner.Start(next);
        else CommitOrReport(outermost, null);
    }

    private static void ContinueAfter(DispatchContext outermost, Exception? error)
    {
        // Given up meanwhile: its queue went to the caller with the error.
        if (Volatile.Read(ref outermost.Stage) == DispatchStage.Settling) RunNext(outermost, error);
    }

    private static void CommitOrReport(DispatchContext dispatch, Exception? error)
    {
        if (error is null && dispatch.Parent is null && dispatch.ExtrasIfAny?.ResourcesIfAny is { } resources)
            _ = CommitThenReportAsync(dispatch, resources);
        else if (Finish(dispatch))
            Report(dispatch, error);
    }

    private static async Task CommitThenReportAsync(DispatchContext dispatch, FlowResources resources)
    {
        Exception? error = null;
        try
        {
            await resources.CommitAsync(dispatch.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            error = Errors.Failed(dispatch, failure);
        }

        if (Finish(dispatch)) Report(dispatch, error);
    }

    private static bool Finish(DispatchContext dispatch)
    {
        if (!PipelineRunner.TryRaise(dispatch, DispatchStage.Settling, DispatchStage.Over)) return false;
        Forget(dispatch);
        return true;
    }

    private static void Forget(DispatchContext dispatch)
    {
        dispatch.ExtrasIfAny?.Disarm();
        dispatch.Owner.Delist(dispatch);
    }

    /// <summary>What the caller gets: null, the failure of the phases in its wrapper, or that of a finalize listener.</summary>
    private static Exception? OutcomeOf(DispatchContext dispatch)
    {
        var extras = dispatch.ExtrasIfAny;
        if (extras?.Rejection is { } rejection) return rejection;
        if (dispatch.Exception is { } error)
            return ReferenceEquals(error, extras?.Verdict) ? error : Errors.Failed(dispatch, error);
        return extras?.FinalizeFailure is { } failure ? dispatch.Owner.FailedInFinalize(failure) : null;
    }

    private static Exception? WithPending(DispatchContext dispatch, Exception? error)
    {
        var queue = Interlocked.CompareExchange(ref dispatch.Queue, CommandQueue.Closed, null);
        if (error is null || queue is null) return error;
        var pending = queue.Close();
        return pending.Count == 0 ? error : Errors.WithPending(dispatch, error, pending);
    }
}
