namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Publishing while the messages are handled, until the last is confirmed and the last is handled.</summary>
internal sealed class EndToEndCase(string name, int size) : RabbitMqCase(name)
{
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(50_000);
        bench.Arrivals.Expect(count);
        await subject.StartConsumerAsync();
        var before = bench.Usage;
        await Task.WhenAll(subject.PublishAsync(new byte[size], count), bench.Arrivals.AllAsync());
        var used = bench.Usage - before;
        await subject.StopConsumerAsync();
        return new Round(count, used);
    }
}
