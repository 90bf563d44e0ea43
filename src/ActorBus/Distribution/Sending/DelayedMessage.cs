using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Topologies;

namespace ActorBus.Distribution.Sending;

/// <summary>A message that the broker holds for a time before it goes to its address.</summary>
/// <remarks>
/// Each combination of delay and address has its own queue, whose time to live is the delay and which dead-letters to that address: no message waits
/// behind one with another delay, and none arrives early. Delays are rounded up by at most one twentieth, so that the number of queues stays small
/// however many delays are used. A queue expires by itself some weeks after the last use of its delay.
/// </remarks>
/// <param name="Queue">The queue that holds the message; declared before the message is sent.</param>
/// <param name="Message">The message, addressed to that queue.</param>
internal sealed record DelayedMessage(QueueDeclaration Queue, OutgoingMessage Message)
{
    /// <summary>The prefix of the names of delay queues.</summary>
    public const string Prefix = "actorbus.delay.";

    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    // A queue is used for 20 days; with the longest delay, that leaves 5 days for a broker to be unavailable.
    private static readonly TimeSpan Life = TimeSpan.FromDays(49);
    private static readonly TimeSpan Season = TimeSpan.FromDays(20);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1),
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(1),
    ];

    /// <summary>Returns a message that is held for a time.</summary>
    /// <param name="message">The message with its final address.</param>
    /// <param name="delay">The minimum delay; more than zero.</param>
    /// <param name="now">The current time.</param>
    public static DelayedMessage Of(OutgoingMessage message, TimeSpan delay, DateTimeOffset now)
    {
        var held = RoundUp(delay);
        var queue = new QueueDeclaration(NameOf(message, held, now.UtcTicks / Season.Ticks))
        {
            MessageTtl = held,
            Expires = Life,
            DeadLetterExchange = message.Exchange,
            DeadLetterRoutingKey = message.RoutingKey,
        };

        // The message's own time to live would end the delay early.
        return new DelayedMessage(queue, new OutgoingMessage("", queue.Name, message.Message with { Expiration = null }));
    }

    /// <summary>Returns the delay of the queue that is used for a delay.</summary>
    public static TimeSpan RoundUp(TimeSpan delay)
    {
        var step = Array.Find(Steps, step => step.Ticks * 20 <= delay.Ticks);
        if (step == TimeSpan.Zero) step = Steps[^1];
        return TimeSpan.FromTicks((delay.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks);
    }

    private static string NameOf(OutgoingMessage message, TimeSpan delay, long season)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{QueueNames.Word(delay)}.{season}.{message.Exchange}.{message.RoutingKey}");
        return Encoding.UTF8.GetByteCount(name) <= 255
            ? name
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Prefix}{QueueNames.Word(delay)}.{season}.{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}");
    }
}
