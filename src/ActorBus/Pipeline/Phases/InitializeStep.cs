using ActorBus.Messages;

namespace ActorBus.Pipeline.Phases;

/// <summary>Begins a message: nothing is handled yet, and a message that names itself gets that name.</summary>
internal sealed class InitializeStep : PhaseStep
{
    public override int Priority => Pipeline.Priority.Initialize;

    public override bool Run(DispatchContext dispatch)
    {
        dispatch.IsHandled = false;
        if (dispatch.Options.MessageName is { } given)
        {
            dispatch.MessageName = given;
            return true;
        }

        switch (dispatch.Message)
        {
            case IHasMessageName:
                return dispatch.TryDeriveName();
            case string:
                break;
            default:
                dispatch.TypeRoute = dispatch.Owner.Routing.ForType(dispatch.Message.GetType());
                if (dispatch.TypeRoute.IsNamedByAttribute) dispatch.DeriveName(dispatch.TypeRoute.Name);
                break;
        }

        return true;
    }
}
