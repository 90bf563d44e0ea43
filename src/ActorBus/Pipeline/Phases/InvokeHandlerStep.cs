using ActorBus.Handlers;

namespace ActorBus.Pipeline.Phases;

/// <summary>Sends a command or query to its handler, unless a listener has handled it already.</summary>
internal sealed class InvokeHandlerStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.InvokeHandler;

    public override bool Run(DispatchContext dispatch)
    {
        if (dispatch.IsHandled || dispatch.Owner.HandlerOf(dispatch.Handler!) is not { } runner) return true;
        runner.Run(dispatch);
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
            PipelineRunner.Fail(dispatch, answered.InnerException!);
        }
        else if (error is not null)
        {
            PipelineRunner.Fail(dispatch, error);
        }
        else
        {
            dispatch.Result = result;
            dispatch.IsHandled = true;
            PipelineRunner.Return(dispatch);
        }
    }
}
