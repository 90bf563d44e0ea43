namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>What every case measures with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Arrivals">What counts the handled messages.</param>
/// <param name="Options">The options of the command line.</param>
internal sealed record Bench(BrokerNode Broker, Arrivals Arrivals, Options Options)
{
    /// <summary>Returns a count that is meant for filled queues of 100,000, in proportion to those that were asked for.</summary>
    public int Scaled(int count) => (int)Math.Max(100, (long)count * Options.Messages / 100_000);

    /// <summary>What is used up so far.</summary>
    public Usage Usage => Usage.Now(Broker.Process);

    /// <summary>Runs a round, with an empty queue before and after; fails when the subject did not do what the case says it should.</summary>
    public async Task<Round> RunAsync(RabbitMqCase one, IRabbitMqSubject subject)
    {
        await Broker.PurgeAsync(subject.Queue);
        GC.Collect();
        var round = await one.RunAsync(subject, this);
        var left = await Broker.PurgeAsync(subject.Queue);
        return (left, Arrivals.Count, Arrivals.Asked) == (round.LeftInQueue, round.Handled, round.Asked)
            ? round
            : throw new InvalidOperationException(
                $"'{subject.Name}' in '{one.Name}': {left} messages are left in the queue, {Arrivals.Count} messages and {Arrivals.Asked} queries were "
                + $"handled; there should be {round.LeftInQueue}, {round.Handled} and {round.Asked}.");
    }
}
