namespace ActorBus.Brokers;

/// <summary>Specifies how an exchange routes messages to queues.</summary>
public enum ExchangeKind
{
    /// <summary>Routes to queues whose binding key equals the routing key.</summary>
    Direct,

    /// <summary>Routes by patterns of words separated by dots: <c>*</c> matches one word, <c>#</c> any number of words.</summary>
    Topic,

    /// <summary>Routes to every bound queue.</summary>
    Fanout,
}
