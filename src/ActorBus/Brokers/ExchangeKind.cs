namespace ActorBus.Brokers;

/// <summary>How an exchange chooses queues.</summary>
public enum ExchangeKind
{
    /// <summary>The routing key equals the binding key.</summary>
    Direct,

    /// <summary>The binding key is a pattern of words between dots: <c>*</c> is one word, <c>#</c> any number of words.</summary>
    Topic,

    /// <summary>Every bound queue.</summary>
    Fanout,
}
