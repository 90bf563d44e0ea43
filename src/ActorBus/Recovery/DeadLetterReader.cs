using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Serialization;

namespace ActorBus.Recovery;

/// <summary>Reads messages in a dead letter queue regardless of who put them there; no content is treated as an error.</summary>
internal static class DeadLetterReader
{
    /// <summary>Returns the description of a dead letter.</summary>
    public static DeadLetterEntry Read(BrokerMessage message)
    {
        var death = BrokerDeath.Read(message.Headers);
        var isBrokers = !message.Headers.ContainsKey(WireHeaders.FailureReason);
        var handler = Text(message, WireHeaders.Handler);
        return new DeadLetterEntry
        {
            EntryId = EntryId(message, handler, isBrokers ? death : null),
            MessageId = message.MessageId,
            CorrelationId = message.CorrelationId,
            Name = message.Type ?? Text(message, WireHeaders.OriginalRoutingKey) ?? death?.RoutingKey,
            Handler = handler,
            SourceService = message.AppId,
            Reason = Enum.TryParse<DeadLetterReason>(Text(message, WireHeaders.FailureReason), out var reason) && Enum.IsDefined(reason)
                ? reason
                : DeadLetterReason.Broker,
            BrokerReason = isBrokers ? death?.Reason : null,
            ExceptionType = Text(message, WireHeaders.ExceptionType),
            ExceptionMessage = Text(message, WireHeaders.ExceptionMessage),
            Attempts = Number(message, WireHeaders.Attempts),
            FirstFailedAt = Time(message, WireHeaders.FirstFailedAt) ?? (isBrokers ? death?.At : null),
            LastFailedAt = Time(message, WireHeaders.LastFailedAt) ?? (isBrokers ? death?.At : null),
            Replays = Number(message, WireHeaders.Replayed),
            ContentType = message.ContentType,
            BodyBytes = message.Body.Length,
        };
    }

    /// <summary>Returns a dead letter with its full content.</summary>
    public static DeadLetterDetails ReadInFull(BrokerMessage message)
    {
        var death = BrokerDeath.Read(message.Headers);
        return new DeadLetterDetails(Read(message), message)
        {
            BodyText = IsText(message) ? Encoding.UTF8.GetString(message.Body.Span) : null,
            Stack = Text(message, WireHeaders.ExceptionStack),
            OriginalExchange = Text(message, WireHeaders.OriginalExchange) ?? death?.Exchange,
            OriginalRoutingKey = Text(message, WireHeaders.OriginalRoutingKey) ?? death?.RoutingKey,
        };
    }

    private static string EntryId(BrokerMessage message, string? handler, BrokerDeath? death)
    {
        var who = message.MessageId ?? Convert.ToHexString(SHA256.HashData(message.Body.Span));
        var when = Text(message, WireHeaders.LastFailedAt) ?? death?.At?.ToString("O", CultureInfo.InvariantCulture);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{who}\n{handler}\n{when}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    private static bool IsText(BrokerMessage message)
    {
        var type = MediaTypes.WithoutParameters(message.ContentType);
        return (type.Length == 0 || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal)
                || type.EndsWith("xml", StringComparison.Ordinal))
            && Utf8.IsValid(message.Body.Span)
            && !message.Body.Span.Contains((byte)0);
    }

    private static string? Text(BrokerMessage message, string header) => message.Headers.GetValueOrDefault(header) as string;

    private static int Number(BrokerMessage message, string header) =>
        message.Headers.GetValueOrDefault(header) is long number ? (int)Math.Clamp(number, 0, int.MaxValue) : 0;

    private static DateTimeOffset? Time(BrokerMessage message, string header) => DateTimeOffset.TryParse(
        Text(message, header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
