using ActorBus.Distribution.Bridges;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class KeyOrderTests
{
    private readonly List<int> _crowds = [];
    private readonly KeyOrder _order;

    public KeyOrderTests() => _order = new KeyOrder(8, _crowds.Add);

    [Fact]
    public void HalfOfThePlacesWait_IsToldOnceUntilTheyAreFewAgain()
    {
        var first = _order.Enter("handler", "key");
        var waiting = Enumerable.Range(0, 3).Select(_ => _order.Enter("handler", "key")).ToList();
        Assert.Empty(_crowds);

        waiting.Add(_order.Enter("handler", "key"));
        waiting.Add(_order.Enter("handler", "key"));
        Assert.Equal([4], _crowds);

        first.Dispose();
        foreach (var turn in waiting) turn.Dispose();
        Assert.Equal(0, _order.Count);
        var again = Enumerable.Range(0, 5).Select(_ => _order.Enter("handler", "key")).ToList();
        Assert.Equal([4, 4], _crowds);
        foreach (var turn in again) turn.Dispose();
    }

    [Fact]
    public void ManyKeysAtATime_WaitForNobody()
    {
        foreach (var turn in Enumerable.Range(0, 20).Select(key => _order.Enter("handler", $"{key}"))) Assert.True(turn.HasCome.IsCompleted);

        Assert.Empty(_crowds);
    }
}
