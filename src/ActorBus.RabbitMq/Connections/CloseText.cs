using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Formats the reason that the broker or the library gives for closing something as a single log line.</summary>
internal static class CloseText
{
    private const int Longest = 500;

    public static string Of(ShutdownEventArgs reason)
    {
        if (reason.Initiator == ShutdownInitiator.Peer)
            return $"the broker closed it: {reason.ReplyCode} {OneLine(reason.ReplyText)}";
        var cause = reason.Exception is null ? reason.ReplyText : Innermost(reason.Exception).Message;
        return $"the connection broke: {OneLine(cause)}";
    }

    /// <summary>Returns false for reasons that persist until something is changed: permissions, names, arguments.</summary>
    public static bool IsTransient(ShutdownEventArgs reason) =>
        reason.Initiator != ShutdownInitiator.Peer
        || (reason.ReplyCode is not (402 or 403 or 404 or 405 or 406 or 530 or 540) || reason.ReplyText.Contains("is down", StringComparison.Ordinal));

    /// <summary>Replaces control characters by spaces, so that no text from outside starts a new line, and truncates the text.</summary>
    public static string OneLine(string? text)
    {
        var part = text is null ? "" : text.Length > Longest ? text[..Longest] : text;
        return part.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !part.Any(char.IsControl)
            ? part
            : string.Create(part.Length, part, (span, from) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            });
    }

    private static Exception Innermost(Exception error) => error.InnerException is null ? error : Innermost(error.InnerException);
}
