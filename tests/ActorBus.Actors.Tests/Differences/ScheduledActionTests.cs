namespace ActorBus.Actors.Tests.Differences;

/// <summary>In Akka.NET the thread of the scheduler speaks for the test that ran when it began.</summary>
public sealed class ScheduledActionTests : ActorTest
{
    [Fact]
    public async Task ScheduleOnce_ActionTellsWithoutSender_SpeaksForNobody()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMilliseconds(10), () => Log.Ref.Tell("told"));

        await Log.Expect("told");
        Assert.Equal(Sys.DeadLetters, Log.LastSender);
    }
}
