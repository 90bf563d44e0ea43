namespace ActorBus.Benchmarks.Engine;

/// <summary>Counts messages down.</summary>
internal sealed class CountingActor : ReceiveActor
{
    public CountingActor(Countdown countdown) => Receive<EngineCase.Token>(_ => countdown.Signal());
}
