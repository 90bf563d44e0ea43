namespace ActorBus.Recovery;

/// <summary>Why a message became a dead letter.</summary>
public enum DeadLetterReason
{
    /// <summary>The handler failed on every try.</summary>
    RetriesExhausted,

    /// <summary>The policy of the handler says so for this exception.</summary>
    Rejected,

    /// <summary>The body or a header cannot be read.</summary>
    Undecodable,

    /// <summary>It says nothing, or something unknown, of its kind or name.</summary>
    UnknownKind,

    /// <summary>Nobody in this service handles it.</summary>
    NoHandler,

    /// <summary>Its handler is not marked <c>[Distributed]</c>.</summary>
    NotDistributed,

    /// <summary>It is meant for another service.</summary>
    WrongService,

    /// <summary>Its body or headers are larger than this service takes.</summary>
    TooLarge,

    /// <summary>It came when it was too late to handle it.</summary>
    Expired,

    /// <summary>The service that sent it is not among those that this service takes messages from.</summary>
    SourceNotAllowed,

    /// <summary>The broker gave up: delivery limit, rejection or expiry.</summary>
    Broker,
}
