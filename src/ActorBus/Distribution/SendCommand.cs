namespace ActorBus.Distribution;

/// <summary>Told to the actor of the distributed bus: send a command to a service.</summary>
/// <param name="Destination">The service.</param>
/// <param name="RoutingKey">The name of the command.</param>
/// <param name="Payload">The command; a text as it is, bytes as bytes, everything else as JSON.</param>
public sealed record SendCommand(string Destination, string RoutingKey, object Payload) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}' to '{Destination}'";

    internal override Task<object?> CarryOutAsync(IDistributedBus bus) =>
        NothingAfterAsync(bus.With(Options).ConvertAndSendCommandAsync(Destination, RoutingKey, Payload, Metadata));
}
