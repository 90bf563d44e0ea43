using ActorBus.Messages;
using Akka.Actor;

namespace ActorBus.Pipeline;

/// <summary>An actor told or asked the bus; it gets the result, or the failure.</summary>
internal sealed class ReplyCompletion(IActorRef recipient, IActorRef bus) : IDispatchCompletion
{
    public void Succeed(DispatchContext dispatch)
    {
        if (recipient.IsNobody()) return;
        var reply = dispatch.Kind == MessageKind.Query && dispatch.Result is { } result ? result : new Status.Success(dispatch.Result);
        recipient.Tell(reply, bus);
    }

    public void Fail(DispatchContext dispatch, Exception error)
    {
        if (recipient.IsNobody()) dispatch.Owner.ReportUnseen(dispatch, error);
        else recipient.Tell(new Status.Failure(error), bus);
    }
}
