using ActorBus.Distribution.Bridges;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class UnderWayTests
{
    [Fact]
    public void End_BeforeAStop_TellsNobody()
    {
        var underWay = new UnderWay();
        underWay.Begin();
        underWay.Begin();

        Assert.False(underWay.End());
        Assert.Equal(1, underWay.Count);
    }

    [Fact]
    public void End_AfterAStop_IsToBeTold()
    {
        var underWay = new UnderWay();
        underWay.Begin();
        underWay.Stop();

        Assert.True(underWay.End());
        Assert.Equal(0, underWay.Count);
    }

    [Fact]
    public async Task Stop_WhileTheLastEnds_IsNoticedByOneOfTheTwo()
    {
        for (var i = 0; i < 200; i++)
        {
            var underWay = new UnderWay();
            underWay.Begin();
            using var start = new Barrier(2);
            var told = Task.Run(() =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(10));
                return underWay.End();
            });
            start.SignalAndWait(TimeSpan.FromSeconds(10));
            underWay.Stop();
            var seen = underWay.Count == 0;

            Assert.True(await told || seen);
        }
    }
}
