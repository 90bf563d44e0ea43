namespace ActorBus.Distribution;

/// <summary>Told to the actor of the distributed bus: publish an event.</summary>
/// <param name="RoutingKey">The name of the event.</param>
/// <param name="Payload">The event; a text as it is, bytes as bytes, everything else as JSON.</param>
public sealed record PublishEvent(string RoutingKey, object Payload) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}'";

    internal override Task<object?> CarryOutAsync(IDistributedBus bus) =>
        NothingAfterAsync(bus.With(Options).ConvertAndPublishEventAsync(RoutingKey, Payload, Metadata));
}
