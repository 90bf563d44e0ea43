namespace ActorBus.Distribution;

/// <summary>Told to the actor of the distributed bus: ask a service; the reply is the answer.</summary>
/// <typeparam name="TReply">What the answer is converted to.</typeparam>
/// <param name="Destination">The service.</param>
/// <param name="RoutingKey">The name of the query.</param>
/// <param name="Query">The query.</param>
public sealed record AskService<TReply>(string Destination, string RoutingKey, object Query) : DistributedRequest
{
    private protected override string Address => $"'{Printable.Cut(RoutingKey)}' to '{Destination}'";

    internal override async Task<object?> CarryOutAsync(IDistributedBus bus) =>
        await bus.With(Options).AskAsync<TReply>(Destination, RoutingKey, Query, Metadata).ConfigureAwait(false);
}
