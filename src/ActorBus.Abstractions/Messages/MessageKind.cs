namespace ActorBus.Messages;

/// <summary>What a message asks of its receiver; it decides how the message is addressed and who may handle it.</summary>
public enum MessageKind
{
    /// <summary>An order to one named service; exactly one handler carries it out.</summary>
    Command,

    /// <summary>A fact; every service that listens gets a copy, nobody listening is fine.</summary>
    Event,

    /// <summary>A question to one named service; exactly one handler answers.</summary>
    Query,

    /// <summary>A message to a named channel of one named service; exactly one service activator takes it.</summary>
    Message,
}
