using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBus.Brokers;
using ActorBus.Distribution.Topologies;

namespace ActorBus.Distribution.Sending;

/// <summary>A message that the broker holds for a while before it goes where it was addressed.</summary>
/// <remarks>
/// One queue for each delay and address, whose time to live is the delay and which dead-letters to that address: no message waits
/// behind one with another delay, and none comes early. Odd delays are rounded up, by a twentieth at most, so that there are few queues
/// however many delays are used; and a queue goes by itself some weeks after its delay was used last.
/// </remarks>
/// <param name="Queue">The queue that holds it; declared before it is sent.</param>
/// <param name="Message">The message, addressed to that queue.</param>
internal sealed record DelayedMessage(QueueDeclaration Queue, OutgoingMessage Message)
{
    /// <summary>How the names of the queues begin.</summary>
    public const string Prefix = "actorbus.delay.";

    /// <summary>The longest delay.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    // Who begins a queue uses it for 20 days; with the longest delay that leaves 5 days to a broker that is away.
    private static readonly TimeSpan Life = TimeSpan.FromDays(49);
    private static readonly TimeSpan Season = TimeSpan.FromDays(20);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1),
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(1),
    ];

    /// <summary>The message, to be held for a time.</summary>
    /// <param name="message">Where it goes afterwards.</param>
    /// <param name="delay">How long it is held at least; more than nothing.</param>
    /// <param name="now">The time.</param>
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

        // Its own time to live would end the delay early.
        return new DelayedMessage(queue, new OutgoingMessage("", queue.Name, message.Message with { Expiration = null }));
    }

    /// <summary>The delay that a queue is made for.</summary>
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
