namespace ActorBus.Akka.Tests.Support;

[MessageName("counter.total")]
internal sealed record GetTotal;
