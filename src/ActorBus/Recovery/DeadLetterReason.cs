namespace ActorBus.Recovery;

/// <summary>Specifies why a message was dead-lettered.</summary>
public enum DeadLetterReason
{
    /// <summary>The handler failed on every attempt.</summary>
    RetriesExhausted,

    /// <summary>The failure policy of the handler rejects this exception.</summary>
    Rejected,

    /// <summary>The body or a header cannot be decoded.</summary>
    Undecodable,

    /// <summary>The kind or the name of the message is missing or unknown.</summary>
    UnknownKind,

    /// <summary>The service has no handler for the message.</summary>
    NoHandler,

    /// <summary>The handler is not marked <c>[Distributed]</c>.</summary>
    NotDistributed,

    /// <summary>The message is addressed to another service.</summary>
    WrongService,

    /// <summary>The body or the headers exceed the size limits of this service.</summary>
    TooLarge,

    /// <summary>The message arrived after it had expired.</summary>
    Expired,

    /// <summary>The source of the message is not among the allowed sources of this service.</summary>
    SourceNotAllowed,

    /// <summary>The broker dead-lettered the message: delivery limit, rejection or expiry.</summary>
    Broker,
}
