namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Handling what lies in a filled queue, from the first message to the last.</summary>
internal sealed class ConsumeCase(string name, int size) : RabbitMqCase(name)
{
    /// <inheritdoc/>
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Options.Messages;
        await subject.PublishAsync(new byte[size], count);
        bench.Arrivals.Expect(count);
        await subject.StartConsumerAsync();
        await bench.Arrivals.AllAsync();
        await subject.StopConsumerAsync();
        return new Round(count - 1, bench.Arrivals.Last - bench.Arrivals.First) { Handled = count };
    }
}
