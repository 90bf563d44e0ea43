namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Queries and their answers, 200 bytes each way.</summary>
internal sealed class RequestCase(string name, int callers) : RabbitMqCase(name)
{
    private const int Size = 200;

    /// <inheritdoc/>
    public override async Task<Round> RunAsync(IRabbitMqSubject subject, Bench bench)
    {
        var count = bench.Scaled(callers == 1 ? 3_000 : 20_000);
        var body = new byte[Size];
        await subject.StartConsumerAsync();
        await subject.AskAsync(body);
        bench.Arrivals.Expect(0);
        var before = bench.Usage;
        await Callers.RunAsync(callers, count, () => subject.AskAsync(body));
        var used = bench.Usage - before;
        await subject.StopConsumerAsync();
        return new Round(count, used) { Asked = count };
    }
}
