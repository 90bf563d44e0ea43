namespace ActorBus.Clustering.Tests.Support;

internal sealed record Total(int Value, string Node);
