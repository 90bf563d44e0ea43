using System.Globalization;
using ActorBus.Brokers;

namespace ActorBus.InMemory;

/// <summary>
/// Reads and writes the headers of dead letters as RabbitMQ does: <c>x-death</c>, with one entry per queue and reason, the latest first, and
/// <c>x-first-death-*</c>.
/// </summary>
internal static class DeathHeaders
{
    private const string Deaths = "x-death";

    /// <summary>Returns the message as a dead letter: with its history, and without its expiration, which would make it expire again.</summary>
    public static BrokerMessage Write(QueuedMessage dead, string queue, string reason, DateTimeOffset now)
    {
        var headers = new Dictionary<string, object>(dead.Message.Headers, StringComparer.Ordinal);
        headers[Deaths] = WithDeath(headers.GetValueOrDefault(Deaths) as object[] ?? [], dead, queue, reason, now);
        headers.TryAdd("x-first-death-exchange", dead.Exchange);
        headers.TryAdd("x-first-death-queue", queue);
        headers.TryAdd("x-first-death-reason", reason);
        return dead.Message with { Headers = headers, Expiration = null };
    }

    /// <summary>Returns whether a message died in this queue before and has not been rejected since, so that it would circulate forever.</summary>
    public static bool IsCycle(BrokerMessage message, string queue)
    {
        if (message.Headers.GetValueOrDefault(Deaths) is not object[] deaths) return false;
        var last = Array.FindIndex(deaths, death => Is(death, "queue", queue));
        return last >= 0
            && deaths.Take(last + 1).All(
                death => death is Dictionary<string, object> && !Is(death, "reason", DeathReason.Rejected));
    }

    private static object[] WithDeath(object[] deaths, QueuedMessage dead, string queue, string reason, DateTimeOffset now)
    {
        var same = Array.FindIndex(deaths, death => Is(death, "queue", queue) && Is(death, "reason", reason));
        if (same < 0) return [NewDeath(dead, queue, reason, now), .. deaths];
        var known = new Dictionary<string, object>((Dictionary<string, object>)deaths[same]);
        known["count"] = (known.GetValueOrDefault("count") as long? ?? 0) + 1;
        return [known, .. deaths.Where((_, index) => index != same)];
    }

    private static Dictionary<string, object> NewDeath(QueuedMessage dead, string queue, string reason, DateTimeOffset now)
    {
        var death = new Dictionary<string, object>
        {
            ["count"] = 1L,
            ["reason"] = reason,
            ["queue"] = queue,
            ["time"] = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            ["exchange"] = dead.Exchange,
            ["routing-keys"] = new object[] { dead.RoutingKey },
        };
        if (dead.Message.Expiration is { } expiration)
            death["original-expiration"] = ((long)expiration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return death;
    }

    private static bool Is(object death, string field, string value) =>
        death is Dictionary<string, object> table && table.GetValueOrDefault(field) as string == value;
}
