
namespace ActorBus.Recovery;

/// <summary>What the broker itself wrote into a dead letter (<c>x-death</c>, latest first). Trusted for display and addressing only.</summary>
/// <param name="Reason">The broker's word for the reason of the latest death.</param>
/// <param name="Queue">The queue of the latest death.</param>
/// <param name="At">The time of the latest death, in whole seconds.</param>
/// <param name="Exchange">The exchange to which the message was first published.</param>
/// <param name="RoutingKey">The routing key with which the message was first published.</param>
internal sealed record BrokerDeath(string? Reason, string? Queue, DateTimeOffset? At, string? Exchange, string? RoutingKey)
{
    /// <summary>Reads the headers of a message; returns null when the broker wrote none.</summary>
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
