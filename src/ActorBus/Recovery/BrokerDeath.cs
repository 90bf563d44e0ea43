
namespace ActorBus.Recovery;

/// <summary>What the broker itself wrote into a dead letter (<c>x-death</c>, the latest first); believed for showing and addressing only.</summary>
/// <param name="Reason">The broker's word for why it gave up last.</param>
/// <param name="Queue">The queue that gave it up last.</param>
/// <param name="At">When, in whole seconds.</param>
/// <param name="Exchange">The exchange it was first published to.</param>
/// <param name="RoutingKey">The routing key it was first published with.</param>
internal sealed record BrokerDeath(string? Reason, string? Queue, DateTimeOffset? At, string? Exchange, string? RoutingKey)
{
    /// <summary>Reads the headers of a message; null when the broker wrote nothing.</summary>
    public static BrokerDeath? Read(IReadOnlyDictionary<string, object> headers)
    {
        if (headers.GetValueOrDefault("x-death") is not object[] deaths) return null;
        var tables = deaths.OfType<Dictionary<string, object>>().ToArray();
        if (tables.Length == 0) return null;
        var (last, first) = (tables[0], tables[^1]);
        return new BrokerDeath(
            last.GetValueOrDefault("reason") as string,
            last.GetValueOrDefault("queue") as string,
            last.GetValueOrDefault("time") as DateTimeOffset?,
            first.GetValueOrDefault("exchange") as string,
            (first.GetValueOrDefault("routing-keys") as object[])?.FirstOrDefault() as string);
    }
}
