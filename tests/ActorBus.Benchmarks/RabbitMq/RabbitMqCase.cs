namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Something that every subject does in turn.</summary>
internal abstract class RabbitMqCase(string name)
{
    private const double Reference = 100_000;

    public string Name => name;

    /// <summary>Whether it tells anything about a subject.</summary>
    public virtual bool Concerns(IRabbitMqSubject subject) => subject.Consumes;

    /// <summary>One round; the subject's queue is empty before.</summary>
    public abstract Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench);

    /// <summary>The rounds of one subject in one line.</summary>
    public virtual Result Sum(string subject, IReadOnlyList<Round> rounds)
    {
        var rates = rounds.Select(round => round.Rate).Order().ToList();
        return Sum(subject, "op/s", rates, rounds);
    }

    protected Result Sum(string subject, string unit, IReadOnlyList<double> ordered, IReadOnlyList<Round> rounds)
    {
        var broker = Middle(rounds, round => round.Used.Broker * Reference / round.Operations);
        return new Result(
            Name, subject, unit, ordered[ordered.Count / 2], ordered[0], ordered[^1],
            Math.Round(Middle(rounds, round => round.Used.Bytes / (double)round.Operations)))
        {
            ClientSeconds = Middle(rounds, round => round.Used.Client * Reference / round.Operations),
            BrokerSeconds = double.IsNaN(broker) ? null : broker,
        };
    }

    protected static double Middle(IReadOnlyList<Round> rounds, Func<Round, double> number) =>
        rounds.Select(number).Order().ElementAt(rounds.Count / 2);
}
