namespace ActorBus.Clustering.Tests.Support;

[MessageName("counter.total")]
internal sealed record GetTotal;
