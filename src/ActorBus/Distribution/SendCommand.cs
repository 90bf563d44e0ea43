namespace ActorBus.Distribution;

/// <summary>Asks the actor of the distributed bus to send a command to a service.</summary>
/// <param name="Destination">The name of the service.</param>
/// <param name="RoutingKey">The name of the command.</param>
/// <param name="Payload">The command: strings and byte arrays are sent unchanged, everything else as JSON.</param>
public sealed record SendCommand(string Destination, string RoutingKey, object Payload) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}' to '{Destination}'";

    internal override Task<object?> CarryOutAsync(IDistributedBus bus) =>
        NothingAfterAsync(bus.With(Options).ConvertAndSendCommandAsync(Destination, RoutingKey, Payload, Metadata));
}
