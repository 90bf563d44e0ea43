using ActorBus.Pipeline;

namespace ActorBus.Tests.Pipeline;

public sealed class OnceTests
{
    [Fact]
    public async Task RunAsync_ByManyAtTheSameTime_RunsOnceAndGivesAllTheSameTask()
    {
        const int callers = 16;
        for (var round = 0; round < 100; round++)
        {
            var once = new Once();
            var runs = 0;
            using var barrier = new Barrier(callers);
            var tasks = new Task[callers];
            var threads = Enumerable.Range(0, callers).Select(index => new Thread(() =>
            {
                barrier.SignalAndWait();
                tasks[index] = once.RunAsync(async () =>
                {
                    Interlocked.Increment(ref runs);
                    await Task.Yield();
                });
            })).ToArray();

            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            await Task.WhenAll(tasks);

            Assert.Equal(1, runs);
            Assert.All(tasks, task => Assert.Same(tasks[0], task));
        }
    }

    [Fact]
    public async Task RunAsync_OfWhatThrowsBeforeItsFirstAwait_FailsForEveryCaller()
    {
        var once = new Once();
        var first = once.RunAsync(() => throw new InvalidOperationException("broken"));
        var second = once.RunAsync(() => Task.CompletedTask);

        Assert.Same(first, second);
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => first)).Message);
    }

    [Fact]
    public async Task RunAsync_InAMessageFlow_DoesNotRunInIt()
    {
        var ambient = new AsyncLocal<int> { Value = 1 };
        var once = new Once();
        var seen = -1;

        Assert.False(once.HasBegun);
        await once.RunAsync(async () =>
        {
            await Task.Yield();
            seen = ambient.Value;
        });

        Assert.True(once.HasBegun);
        Assert.Equal(0, seen);
    }
}
