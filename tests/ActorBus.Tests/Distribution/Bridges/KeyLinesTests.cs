using ActorBus.Distribution.Bridges;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class KeyLinesTests
{
    private static readonly (string, string) Key = ("handler", "key");

    private readonly List<int> _crowds = [];
    private readonly KeyLines<string> _lines;

    public KeyLinesTests() => _lines = new KeyLines<string>(8, _crowds.Add);

    [Fact]
    public void OneOfAKey_HasItsTurnAtOnce_TheOthersInTheirOrder()
    {
        Assert.True(_lines.Enter(Key, "a"));
        Assert.False(_lines.Enter(Key, "b"));
        Assert.False(_lines.Enter(Key, "c"));
        Assert.True(_lines.Enter(("handler", "other"), "d"));

        Assert.Equal("b", _lines.Leave(Key, "a"));
        Assert.Null(_lines.Leave(Key, "c"));
        Assert.Null(_lines.Leave(Key, "b"));
        Assert.Equal((1, 0), (_lines.Count, _lines.Waiting));
        Assert.Null(_lines.Leave(Key, "b"));
    }

    [Fact]
    public void HalfOfThePlacesWait_IsToldOnceUntilTheyAreFewAgain()
    {
        for (var round = 1; round <= 2; round++)
        {
            string[] all = [.. Enumerable.Range(0, 6).Select(number => $"{number}")];
            foreach (var one in all[..4]) _lines.Enter(Key, one);
            Assert.Equal(round - 1, _crowds.Count);

            foreach (var one in all[4..]) _lines.Enter(Key, one);
            Assert.Equal(Enumerable.Repeat(4, round), _crowds);

            foreach (var one in all) _lines.Leave(Key, one);
            Assert.Equal((0, 0), (_lines.Count, _lines.Waiting));
        }
    }

    [Fact]
    public void ManyKeysAtATime_WaitForNobody()
    {
        Assert.All(Enumerable.Range(0, 20), key => Assert.True(_lines.Enter(("handler", $"{key}"), $"{key}")));

        Assert.Empty(_crowds);
        Assert.Empty(_lines.AllWaiting());
    }
}
