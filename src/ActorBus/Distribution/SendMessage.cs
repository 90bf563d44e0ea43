namespace ActorBus.Distribution;

/// <summary>Asks the actor of the distributed bus to send a text to a channel of a service.</summary>
/// <param name="Destination">The name of the service.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Payload">The text.</param>
public sealed record SendMessage(string Destination, string Channel, string Payload) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(Channel)}' to '{Destination}'";

    internal override Task<object?> CarryOutAsync(IDistributedBus bus) =>
        NothingAfterAsync(bus.With(Options).SendMessageAsync(Destination, Channel, Payload, metadata: Metadata));
}
