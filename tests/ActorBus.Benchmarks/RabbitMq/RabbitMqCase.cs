namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Something that every subject does in turn.</summary>
internal abstract class RabbitMqCase(string name)
{
    /// <summary>The name in the tables.</summary>
    public string Name => name;

    /// <summary>Returns whether it tells anything about a subject.</summary>
    public virtual bool Concerns(IRabbitMqSubject subject) => subject.Consumes;

    /// <summary>Runs one round; the subject's queue is empty before.</summary>
    public abstract Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench);

    /// <summary>Returns the result of the rounds of one subject.</summary>
    public virtual Result Sum(string subject, IReadOnlyList<Round> rounds) => Sum(subject, "op/s", rounds, round => round.Rate);

    protected Result Sum(string subject, string unit, IReadOnlyList<Round> rounds, Func<Round, double> number)
    {
        var broker = Result.Middle(rounds.Select(round => round.Used.Broker * Result.Reference / round.Operations));
        return Result.Of(name, subject, unit, rounds.Select(number), rounds.Select(round => round.Used.Bytes / (double)round.Operations)) with
        {
            ClientSeconds = Result.Middle(rounds.Select(round => round.Used.Client * Result.Reference / round.Operations)),
            BrokerSeconds = double.IsNaN(broker) ? null : broker,
        };
    }

    /// <summary>Begins to consume and handles one message, so that what a subject makes at the first one is not measured.</summary>
    protected static async Task BeginAsync(IRabbitMqSubject subject, Bench bench, int size)
    {
        bench.Arrivals.Expect(1);
        await subject.StartConsumerAsync();
        await subject.SendAsync(new byte[size]);
        await bench.Arrivals.AllAsync();
    }
}
