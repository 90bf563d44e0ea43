namespace ActorBus;

/// <summary>
/// The exception that is thrown when a metadata value that a handler parameter with <see cref="HeaderAttribute"/> needs is missing or cannot be
/// converted.
/// </summary>
/// <remarks>Retrying does not help: a message from outside becomes a dead letter immediately, like one whose body cannot be read.</remarks>
public sealed class MessageHeaderException : ActorBusException
{
    internal MessageHeaderException(string handler, string header, string messageId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Handler = handler;
        Header = header;
        MessageId = messageId;
    }

    /// <summary>The name of the handler.</summary>
    public string Handler { get; }

    /// <summary>The name of the metadata value.</summary>
    public string Header { get; }

    /// <summary>The id of the message.</summary>
    public string MessageId { get; }
}
