namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Publishing while the messages are handled, until the last is confirmed and the last is handled.</summary>
internal sealed class EndToEndCase(string name, int size) : RabbitMqCase(name)
{
    /// <inheritdoc/>
    public override bool Concerns(IRabbitMqSubject subject) => true;

    /// <inheritdoc/>
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(50_000);
        await BeginAsync(subject, bench, size);
        bench.Arrivals.Expect(count);
        var before = bench.Usage;
        await Task.WhenAll(subject.PublishAsync(new byte[size], count), bench.Arrivals.AllAsync());
        var used = bench.Usage - before;
        await subject.StopConsumerAsync();
        return new Round(count, used) { Handled = count };
    }
}
