using System.Globalization;

namespace ActorBus.Distribution.Topologies;

/// <summary>Determines the names of a service's queues.</summary>
internal static class QueueNames
{
    /// <summary>Returns the name of the dead letter queue.</summary>
    public static string DeadLetters(string service) => service + ".dead-letters";

    /// <summary>
    /// Returns the name of the queue for retries after a delay, which contains the queue to which they return, because that differs by profile.
    /// </summary>
    public static string Retry(string ownQueue, TimeSpan delay) => $"{ownQueue}.retry.{Word(delay)}";

    /// <summary>Returns a new name for the queue that receives replies to one process; every connection has its own.</summary>
    public static string Replies(string service) => $"{service}.replies.{Guid.NewGuid():N}";

    /// <summary>
    /// Returns whether a reply may go to a queue: one named as above, or one named by the broker for a foreign client.
    /// </summary>
    public static bool IsReplies(string queue) =>
        queue.Contains(".replies.", StringComparison.Ordinal)
        || queue.StartsWith("amq.gen-", StringComparison.Ordinal)
        || queue.StartsWith("amq.rabbitmq.reply-to", StringComparison.Ordinal);

    /// <summary>Returns a delay as part of a name.</summary>
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
