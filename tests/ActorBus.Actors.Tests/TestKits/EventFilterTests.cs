using System.Text.RegularExpressions;

namespace ActorBus.Tests.Actors.TestKits;

public class EventFilterTests() : TestKit("akka.loglevel = DEBUG, akka.test.filter-leeway = 2s")
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task Levels_EntryFits_IsCounted()
    {
        EventFilter.Error("e").ExpectOne(() => Log.Error("e"));
        EventFilter.Warning(start: "wa").ExpectOne(() => Log.Warning("warn"));
        EventFilter.Info(contains: "nf").ExpectOne(() => Log.Info("info"));
        EventFilter.Debug(new Regex("^d.b")).ExpectOne(() => Log.Debug("deb"));
        await EventFilter.Info().ExpectAsync(2, () =>
        {
            Log.Info("{0} and {1}", 1, 2);
            Log.Info("x");
            return Task.CompletedTask;
        });
        Assert.Equal(5, EventFilter.Error().ExpectOne(() => { Log.Error("e"); return 5; }));
    }

    [Fact]
    public void Exception_TypeAndText_AreChecked()
    {
        EventFilter.Exception<ArgumentException>().ExpectOne(() => Log.Error(new ArgumentNullException("p"), "text"));
        EventFilter.Exception<TimeoutException>("late").ExpectOne(() => Log.Error(new TimeoutException("late"), "text"));
        EventFilter.Exception(typeof(TimeoutException), contains: "at").ExpectOne(() => Log.Error(new TimeoutException("late"), "text"));
        Assert.ThrowsAny<Exception>(() =>
            EventFilter.Exception<TimeoutException>().ExpectOne(Short, () => Log.Error(new ArgumentException("x"), "text")));
    }

    [Fact]
    public void Expect_OthersCome_SaysSo()
    {
        Assert.ThrowsAny<Exception>(() => EventFilter.Error().ExpectOne(Short, () => Log.Warning("other")));
        Assert.ThrowsAny<Exception>(() => EventFilter.Warning("a").Expect(1, Short, () =>
        {
            Log.Warning("a");
            Log.Warning("a");
        }));
    }

    [Fact]
    public void Expect_None_FailsIfOneComes()
    {
        EventFilter.Error().Expect(0, Short, () => Log.Warning("x"));
        Assert.ThrowsAny<Exception>(() => EventFilter.Error().Expect(0, Short, () => Log.Error("x")));
    }

    [Fact]
    public void And_TwoFilters_CountTogether() => EventFilter.Error("a").And.Warning("b").Expect(2, () =>
    {
        Log.Error("a");
        Log.Warning("b");
    });

    [Fact]
    public void DeadLetter_NobodyThere_IsCounted()
    {
        var stopped = Sys.ActorOf(Props.Empty, "gone");
        Watch(stopped);
        Sys.Stop(stopped);
        ExpectTerminated(stopped);

        EventFilter.DeadLetter().ExpectOne(() => stopped.Tell("x"));
        EventFilter.DeadLetter<string>().ExpectOne(() => stopped.Tell("x"));
        EventFilter.DeadLetter<string>(text => text == "y").ExpectOne(() => stopped.Tell("y"));
        Assert.ThrowsAny<Exception>(() => EventFilter.DeadLetter<int>().ExpectOne(Short, () => stopped.Tell("x")));
    }

    [Fact]
    public void Mute_Disposed_Ends()
    {
        using (EventFilter.Error().Mute())
            Log.Error("not written");
        EventFilter.Error().Mute(() => Log.Error("not written"));
    }

    [Fact]
    public void Custom_Condition_IsChecked() =>
        EventFilter.Custom<Warning>(entry => entry.LogSource.Contains("test", StringComparison.Ordinal)).ExpectOne(() => Log.Warning("x"));

    [Fact]
    public void Warning_UnhandledMessage_IsNone() => EventFilter.Warning().And.Error().Expect(0, Short, () =>
        EventFilter.Info().ExpectOne(() => Sys.ActorOf(Props.Create(() => new Silent())).Tell("unknown")));

    private sealed class Silent : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
