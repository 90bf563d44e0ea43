using ActorBus.Handlers;

namespace ActorBus.Pipeline.Phases;

/// <summary>Sends a command or query to its handler, unless a listener has handled it already.</summary>
internal sealed class InvokeHandlerStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.InvokeHandler;

    public override bool Run(DispatchContext dispatch)
    {
        if (dispatch.IsHandled) return true;
        if (!dispatch.TryFindHandler(dispatch.Handler, out var handler)) return false;
        if (handler is null) return true;
        handler.Run(dispatch);
        return false;
    }

    /// <summary>The handler has ended.</summary>
    public static void Done(MessageFlow flow, object? result, Exception? error)
    {
        var dispatch = flow.Dispatch;
        if (error is not null) dispatch.Extras.FailedHandler = flow.HandlerName;
        if (error is AnsweredThenFailedException answered)
        {
            dispatch.Result = answered.Answer;
            dispatch.IsHandled = dispatch.Extras.AnswerStands = true;
            dispatch.Fail(answered.InnerException!);
        }
        else if (error is not null)
        {
            dispatch.Fail(error);
        }
        else
        {
            dispatch.Result = result;
            dispatch.IsHandled = true;
            dispatch.Return();
        }
    }
}
