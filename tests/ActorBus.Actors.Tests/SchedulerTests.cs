namespace ActorBus.Actors.Tests;

public sealed class SchedulerTests() : ActorTest("akka.loglevel = ERROR")
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task ScheduleRepeatedly_ActionThrows_IsLoggedAndNotRepeated()
    {
        var errors = Events<Error>();
        var calls = 0;
        Sys.Scheduler.Advanced.ScheduleRepeatedly(Soon, Soon, () =>
        {
            Interlocked.Increment(ref calls);
            throw new NotSupportedException("as told");
        });

        Assert.Equal("as told", Assert.IsType<NotSupportedException>((await errors.Next<Error>()).Cause).Message);
        await Passed(10 * Soon);
        Assert.Equal(1, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task ScheduleOnce_ActionThrows_OthersStillRun()
    {
        var errors = Events<Error>();
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new NotSupportedException("as told"));

        Assert.IsType<NotSupportedException>((await errors.Next<Error>()).Cause);
        await Passed(Soon);
    }

    [Fact]
    public async Task ScheduleRepeatedly_ActionTakesLong_NeverRunsTwiceAtOnce()
    {
        var running = 0;
        var most = 0;
        var done = new TaskCompletionSource();
        var calls = 0;
        using var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.Zero, Soon, () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(3 * Soon);
            Interlocked.Decrement(ref running);
            if (Interlocked.Increment(ref calls) == 10)
                done.TrySetResult();
        }, cancelable);

        await done.Task.WaitAsync(Limit);
        cancelable.Cancel();
        Assert.Equal(1, most);
    }

    /// <summary>Completes when the scheduler has come to what is due after this time.</summary>
    private Task Passed(TimeSpan time)
    {
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.Scheduler.Advanced.ScheduleOnce(time, passed.SetResult);
        return passed.Task.WaitAsync(Limit);
    }
}
