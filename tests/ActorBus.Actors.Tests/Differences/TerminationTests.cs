using ActorBus.Actors.Tests;

namespace ActorBus.Tests.Actors.Differences;

/// <summary>The documentation of Akka.NET says that WhenTerminated comes after what was registered; its code waits for the first of it.</summary>
public sealed class TerminationTests : ActorTest
{
    [Fact]
    public async Task RegisterOnTermination_SystemEnds_IsDoneBeforeTheSystemHasTerminated()
    {
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var called = new List<int>();
        Sys.RegisterOnTermination(() => called.Add(1));
        Sys.RegisterOnTermination(() => throw new FormatException());
        Sys.RegisterOnTermination(() =>
        {
            begun.Set();
            Assert.True(end.Wait(Limit));
            called.Add(2);
        });
        var terminated = Sys.Terminate();
        Assert.True(begun.Wait(Limit));
        Assert.False(Sys.WhenTerminated.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => Sys.RegisterOnTermination(() => { }));
        end.Set();
        await terminated.WaitAsync(Limit);
        Assert.Equal([2, 1], called);
        Assert.Throws<InvalidOperationException>(() => Sys.RegisterOnTermination(() => { }));
    }
}
