using ActorBus.Diagnostics;
using ActorBus.Testing;

namespace ActorBus.Tests.Diagnostics;

public sealed class OutageTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Outage _outage;

    public OutageTests() => _outage = new Outage(_time);

    [Fact]
    public void Fail_ForAnHour_IsToldOnceAndThenOnceAMinute()
    {
        List<OutageNews> told = [_outage.Lose()];
        for (var i = 0; i < 3_600; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            told.Add(_outage.Fail());
        }

        Assert.Equal(OutageNews.First, told[0]);
        Assert.Equal(60, told.Count(news => news == OutageNews.Reminder));
        Assert.Equal(3_540, told.Count(news => news == OutageNews.None));
        Assert.Equal(3_600, _outage.Tries);
        Assert.Equal(TimeSpan.FromHours(1), _outage.Elapsed);
        Assert.True(_outage.End());
    }

    [Fact]
    public void End_WithoutAnOutage_TellsNothing()
    {
        Assert.False(_outage.End());
        Assert.False(_outage.IsRepeated);
    }

    [Fact]
    public void Lose_LongAfterTheEndOfAnother_IsToldAtOnce()
    {
        _outage.Lose();
        _outage.End();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(OutageNews.First, _outage.Lose());
        Assert.False(_outage.IsRepeated);
        Assert.True(_outage.End());
    }

    [Fact]
    public void Lose_AgainAndAgain_IsToldOnceAMinute()
    {
        var told = 0;
        for (var i = 0; i < 120; i++)
        {
            if (_outage.Lose() != OutageNews.None) told++;
            _time.Advance(TimeSpan.FromMilliseconds(500));
            if (_outage.End()) told++;
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        // That it is lost and that it is back, in each of two minutes.
        Assert.Equal(4, told);
    }

    [Fact]
    public void Begin_OfWhatSomebodyElseTells_LeavesTheFirstFailureToBeTold()
    {
        _outage.Begin();

        Assert.Equal(OutageNews.First, _outage.Fail());
        Assert.Equal(1, _outage.Tries);
    }
}
