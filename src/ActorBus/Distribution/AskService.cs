namespace ActorBus.Distribution;

/// <summary>Asks the actor of the distributed bus to send a query to a service and reply with the answer.</summary>
/// <typeparam name="TReply">The type to which the answer is converted.</typeparam>
/// <param name="Destination">The name of the service.</param>
/// <param name="RoutingKey">The name of the query.</param>
/// <param name="Query">The query.</param>
public sealed record AskService<TReply>(string Destination, string RoutingKey, object Query) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}' to '{Destination}'";

    internal override async Task<object?> CarryOutAsync(IDistributedBus bus) =>
        await bus.With(Options).AskAsync<TReply>(Destination, RoutingKey, Query, Metadata).ConfigureAwait(false);
}
