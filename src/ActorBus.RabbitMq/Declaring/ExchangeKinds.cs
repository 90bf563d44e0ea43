using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>RabbitMQ's words for kinds of exchanges.</summary>
internal static class ExchangeKinds
{
    /// <summary>The word.</summary>
    public static string TypeOf(ExchangeKind kind) => kind switch
    {
        ExchangeKind.Direct => ExchangeType.Direct,
        ExchangeKind.Topic => ExchangeType.Topic,
        _ => ExchangeType.Fanout,
    };
}
