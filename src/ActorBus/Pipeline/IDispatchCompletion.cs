namespace ActorBus.Pipeline;

/// <summary>Who waits for a dispatch: a task, or an actor that asked.</summary>
internal interface IDispatchCompletion
{
    /// <summary>The dispatch succeeded.</summary>
    void Succeed(DispatchContext dispatch);

    /// <summary>The dispatch failed with what the caller gets to see.</summary>
    void Fail(DispatchContext dispatch, Exception error);
}
