namespace ActorBus;

/// <summary>The metadata of a message lacks what a handler's parameter with <see cref="HeaderAttribute"/> needs, or has it in a form that does not fit.</summary>
/// <remarks>Trying again does not help: from outside it becomes a dead letter at once, as a body that cannot be read does.</remarks>
public sealed class MessageHeaderException : ActorBusException
{
    internal MessageHeaderException(string handler, string header, string messageId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Handler = handler;
        Header = header;
        MessageId = messageId;
    }

    /// <summary>The handler.</summary>
    public string Handler { get; }

    /// <summary>The name of the metadata value.</summary>
    public string Header { get; }

    /// <summary>The message that has, or lacks, it.</summary>
    public string MessageId { get; }
}
