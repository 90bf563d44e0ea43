using ActorBus.Pipeline;
using Akka.Actor;
using Akka.Event;

namespace ActorBus.Handlers;

/// <summary>The sender that a handler's actor sees for one run: tells its routee what is replied, with the run.</summary>
/// <remarks>
/// Parent: the routee, which stops it when the run has ended. What is replied afterwards is a dead letter, and never the reply to another run.
/// </remarks>
internal sealed class RunReplies : ReceiveActor
{
    public RunReplies(MessageFlow run) => ReceiveAny(reply => Context.Parent.Tell(new Reply(run, reply), Sender));

    /// <summary>A reply to a run.</summary>
    public sealed record Reply(MessageFlow Run, object Message) : IDeadLetterSuppression;
}
