using ActorBus.Brokers;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Declaring;

/// <summary>RabbitMQ's names for the kinds of exchanges.</summary>
internal static class ExchangeKinds
{
    /// <summary>Returns the name of a kind.</summary>
    public static string TypeOf(ExchangeKind kind) => kind switch
    {
        ExchangeKind.Direct => ExchangeType.Direct,
        ExchangeKind.Topic => ExchangeType.Topic,
        _ => ExchangeType.Fanout,
    };
}
