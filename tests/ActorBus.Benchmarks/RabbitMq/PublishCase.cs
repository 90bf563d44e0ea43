namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Publishing to a queue that nobody consumes, until the last message is confirmed.</summary>
internal sealed class PublishCase(string name, int size) : RabbitMqCase(name)
{
    /// <inheritdoc/>
    public override bool Concerns(IRabbitMqSubject subject) => subject.Publishes;

    /// <inheritdoc/>
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(50_000);
        bench.Arrivals.Expect(0);
        var before = bench.Usage;
        await subject.PublishAsync(new byte[size], count);
        return new Round(count, bench.Usage - before) { LeftInQueue = count };
    }
}
