namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>Many at the same time, each of whom awaits one operation after the other.</summary>
internal static class Callers
{
    public static Task RunAsync(int callers, int operations, Func<Task> operation)
    {
        var left = operations;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(RepeatAsync)));

        async Task RepeatAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0) await operation();
        }
    }
}
