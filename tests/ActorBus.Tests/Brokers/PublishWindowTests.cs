using ActorBus.Brokers;

namespace ActorBus.Tests.Brokers;

public sealed class PublishWindowTests
{
    private readonly List<string> _taken = [];

    [Fact]
    public void Take_Multiple_TakesAllUpToTheNumber()
    {
        var (window, sent) = Filled(5);

        window.Take(2, multiple: false, _taken.Add);
        window.Take(4, multiple: true, _taken.Add);

        Assert.Equal([sent[1], sent[0], sent[2], sent[3]], _taken);
        Assert.Equal([sent[4]], window.All);
        Assert.Same(sent[4], window.Oldest);
    }

    [Fact]
    public void Take_TwiceOrNeverSent_TakesNothing()
    {
        var (window, _) = Filled(3);
        window.Take(1, multiple: false, _taken.Add);

        window.Take(1, multiple: false, _taken.Add);
        window.Take(4, multiple: true, _taken.Add);

        Assert.Single(_taken);
        Assert.Equal(2, window.Count);
    }

    [Fact]
    public void TakeBackLast_GivesItsNumberToTheNext()
    {
        var (window, _) = Filled(2);
        window.TakeBackLast();
        var next = Pending();
        window.Add(next, 1);

        window.Take(2, multiple: false, _taken.Add);

        Assert.Equal([next], _taken);
    }

    [Fact]
    public void HasRoomFor_CountsMessagesAndBytesButTakesOneThatIsLargerThanTheBudget()
    {
        var window = new PublishWindow<string>(maxCount: 3, maxBytes: 100);

        Assert.True(window.HasRoomFor(1000));
        window.Add(Pending(), 1000);
        Assert.False(window.HasRoomFor(10));
        window.Take(1, multiple: false, _taken.Add);
        for (var i = 0; i < 3; i++) window.Add(Pending(), 1);

        Assert.False(window.HasRoomFor(10));
    }

    [Fact]
    public void Add_FarMoreThanTheRingIsWide_NumbersOn()
    {
        var (window, _) = Filled(0);
        for (ulong number = 1; number <= 20_000; number++)
        {
            window.Add(Pending(), 1);
            window.Take(number, multiple: number % 3 == 0, _taken.Add);
        }

        Assert.Equal(20_000, _taken.Count);
        Assert.Equal(0, window.Count);
        Assert.Null(window.Oldest);
    }

    private static (PublishWindow<string> Window, List<string> Sent) Filled(int count)
    {
        var window = new PublishWindow<string>(100, 1_000_000);
        var sent = Enumerable.Range(0, count).Select(_ => Pending()).ToList();
        sent.ForEach(one => window.Add(one, 1));
        return (window, sent);
    }

    private static string Pending() => Guid.NewGuid().ToString();
}
