namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>What every case measures with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Arrivals">Who counts.</param>
/// <param name="Options">What the command line says.</param>
internal sealed record Bench(BrokerNode Broker, Arrivals Arrivals, Options Options)
{
    /// <summary>A count that is meant for full queues of 100,000, in proportion to those that were asked for.</summary>
    public int Scaled(int count) => (int)Math.Max(100, (long)count * Options.Messages / 100_000);

    /// <summary>What is used up so far.</summary>
    public Usage Usage => Usage.Now(Broker.Process);
}
