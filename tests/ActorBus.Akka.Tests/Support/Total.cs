namespace ActorBus.Akka.Tests.Support;

internal sealed record Total(int Value, string Node);
