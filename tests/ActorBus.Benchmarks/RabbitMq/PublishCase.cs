namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Publishing to a queue that nobody consumes, until the last message is confirmed.</summary>
internal sealed class PublishCase(string name, int size) : RabbitMqCase(name)
{
    public override bool Concerns(IRabbitMqSubject subject) => true;

    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(50_000);
        var before = bench.Usage;
        await subject.PublishAsync(new byte[size], count);
        return new Round(count, bench.Usage - before);
    }
}
