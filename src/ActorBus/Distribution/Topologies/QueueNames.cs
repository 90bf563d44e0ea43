using System.Globalization;

namespace ActorBus.Distribution.Topologies;

/// <summary>The names of a service's queues.</summary>
internal static class QueueNames
{
    /// <summary>Where its dead letters lie.</summary>
    public static string DeadLetters(string service) => service + ".dead-letters";

    /// <summary>Where messages wait for a retry after a delay; named for the queue to which they return, which is another one in each profile.</summary>
    public static string Retry(string ownQueue, TimeSpan delay) => $"{ownQueue}.retry.{Word(delay)}";

    /// <summary>Where replies to one process of it arrive; a fresh name for every connection.</summary>
    public static string Replies(string service) => $"{service}.replies.{Guid.NewGuid():N}";

    /// <summary>
    /// Whether an answer may go to a queue: one made as above, or one that the broker named itself for a foreign client.
    /// </summary>
    public static bool IsReplies(string queue) =>
        queue.Contains(".replies.", StringComparison.Ordinal)
        || queue.StartsWith("amq.gen-", StringComparison.Ordinal)
        || queue.StartsWith("amq.rabbitmq.reply-to", StringComparison.Ordinal);

    /// <summary>A delay as part of a name.</summary>
    public static string Word(TimeSpan delay)
    {
        var milliseconds = (long)delay.TotalMilliseconds;
        var (number, unit) = milliseconds switch
        {
            _ when milliseconds % 3_600_000 == 0 => (milliseconds / 3_600_000, "h"),
            _ when milliseconds % 60_000 == 0 => (milliseconds / 60_000, "m"),
            _ when milliseconds % 1_000 == 0 => (milliseconds / 1_000, "s"),
            _ => (milliseconds, "ms"),
        };
        return number.ToString(CultureInfo.InvariantCulture) + unit;
    }
}
