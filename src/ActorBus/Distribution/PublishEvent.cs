namespace ActorBus.Distribution;

/// <summary>Asks the actor of the distributed bus to publish an event.</summary>
/// <param name="RoutingKey">The name of the event.</param>
/// <param name="Payload">The event: strings and byte arrays are sent unchanged, everything else as JSON.</param>
public sealed record PublishEvent(string RoutingKey, object Payload) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}'";

    internal override Task<object?> CarryOutAsync(IDistributedBus bus) =>
        NothingAfterAsync(bus.With(Options).ConvertAndPublishEventAsync(RoutingKey, Payload, Metadata));
}
