using System.Text;
using System.Text.RegularExpressions;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Messages;

namespace ActorBus.Distribution.Sending;

/// <summary>Validates messages before they are sent.</summary>
internal sealed partial class OutgoingRules(MessageLimits limits)
{
    /// <summary>Returns whether a text can be the name of a service, which is used in queue names, routing keys and actor names.</summary>
    public static bool IsServiceName(string? name) => name is not null && ServiceName().IsMatch(name);

    /// <summary>Validates the address of a message.</summary>
    /// <exception cref="ArgumentException">A name is missing or invalid.</exception>
    public void CheckNames(MessageKind kind, string? destination, string routingKey, string service)
    {
        var word = EnvelopeWriter.KindWord(kind);
        if (kind != MessageKind.Event && !IsServiceName(destination))
        {
            throw new ArgumentException(
                $"The {word} '{Printable.Cut(routingKey)}' was not sent from '{service}': '{Printable.Cut(destination ?? "")}' is no name of a service. Use letters, digits, "
                + "dots, dashes and underscores, at most 128.",
                nameof(destination));
        }

        if (string.IsNullOrWhiteSpace(routingKey) || TooLong(routingKey) || routingKey.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            throw new ArgumentException(
                $"The {word} was not sent from '{service}': '{Printable.Cut(routingKey ?? "")}' is no routing key. Use 1 to "
                + $"{limits.MaxNameBytes} bytes without control characters.",
                nameof(routingKey));
        }

        if (kind == MessageKind.Event && routingKey.AsSpan().ContainsAny('*', '#'))
        {
            throw new ArgumentException(
                $"The event '{Printable.Cut(routingKey)}' was not published: '*' and '#' are for patterns that listen. Publish under a name.",
                nameof(routingKey));
        }
    }

    /// <summary>Validates the size of a message and the names of its metadata.</summary>
    /// <exception cref="ArgumentException">The body or the metadata exceed the limits, or a name is reserved for the broker.</exception>
    public void CheckSize(Envelope envelope)
    {
        if (envelope.Body.Length > limits.MaxBodyBytes)
        {
            throw new ArgumentException(
                $"The message '{Printable.Cut(envelope.Context.RoutingKey)}' was not sent: its body has {envelope.Body.Length} bytes, the limit "
                + $"MaxBodyBytes is {limits.MaxBodyBytes}. Send a reference to the data, or raise the limit at both ends.");
        }

        var metadata = envelope.Context.Metadata;
        if (metadata.Count == 0) return;
        if (metadata.Keys.FirstOrDefault(BrokerHeaders.Contains) is { } name)
        {
            throw new ArgumentException(
                $"The message '{Printable.Cut(envelope.Context.RoutingKey)}' was not sent: its metadata '{name}' is a header that brokers write or act on. Choose another name.");
        }

        if (metadata.Count > limits.MaxHeaders || HeaderSize.Of(metadata) > limits.MaxHeaderBytes)
        {
            throw new ArgumentException(
                $"The message '{Printable.Cut(envelope.Context.RoutingKey)}' was not sent: it has {metadata.Count} metadata of {HeaderSize.Of(metadata)} bytes, "
                + $"the limits are {limits.MaxHeaders} of {limits.MaxHeaderBytes} (MaxHeaders, MaxHeaderBytes). Put large values into the payload, or raise the limits at both ends.");
        }
    }

    private bool TooLong(string name) => Encoding.UTF8.GetByteCount(name) > limits.MaxNameBytes;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();
}
