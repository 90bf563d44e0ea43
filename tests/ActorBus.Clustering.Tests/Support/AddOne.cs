namespace ActorBus.Clustering.Tests.Support;

[MessageName("counter.add")]
internal sealed record AddOne(int Number);
