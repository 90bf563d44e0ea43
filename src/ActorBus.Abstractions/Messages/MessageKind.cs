namespace ActorBus.Messages;

/// <summary>Specifies the kind of message, which determines how it is addressed and who may handle it.</summary>
public enum MessageKind
{
    /// <summary>An instruction to one named service, handled by exactly one handler.</summary>
    Command,

    /// <summary>A fact. Every subscribed service receives a copy; having no subscriber is not an error.</summary>
    Event,

    /// <summary>A question to one named service, answered by exactly one handler.</summary>
    Query,

    /// <summary>A message to a named channel of one named service, handled by exactly one service activator.</summary>
    Message,
}
