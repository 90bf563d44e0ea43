namespace ActorBus.Benchmarks.Engine;

/// <summary>Replies with what it gets.</summary>
internal sealed class EchoActor : ReceiveActor
{
    public EchoActor() => Receive<EngineCase.Token>(message => Sender.Tell(message));
}
