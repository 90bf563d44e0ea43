using ActorBus.RabbitMq.Consuming;

namespace ActorBus.RabbitMq.Tests.Consuming;

public sealed class UnsettledListTests
{
    private readonly UnsettledList _list = new();
    private readonly List<UnsettledDelivery> _deliveries = [];

    [Fact]
    public void TakeFrames_ContiguousFromTheFirst_IsOneFrame()
    {
        Deliver(5);

        Settle(Settlement.Ack, 3, 1, 2);

        Assert.Equal([new SettleFrame(3, IsAck: true, Multiple: true)], Frames());
        Assert.Equal(2, _list.Count);
    }

    [Fact]
    public void TakeFrames_WithAnOpenOneBefore_SpeaksForEachAlone()
    {
        Deliver(4);

        Settle(Settlement.Ack, 2, 4);

        Assert.Equal([new SettleFrame(2, IsAck: true), new SettleFrame(4, IsAck: true)], Frames());
    }

    [Fact]
    public void TakeFrames_RefusedAmongAcknowledged_RefusesFirst()
    {
        Deliver(3);

        Settle(Settlement.Ack, 1, 3);
        Settle(Settlement.Requeue, 2);

        Assert.Equal([new SettleFrame(2, IsAck: false, Requeue: true), new SettleFrame(3, IsAck: true, Multiple: true)], Frames());
        Assert.Equal(0, _list.Count);
    }

    [Fact]
    public void TakeFrames_AnythingAtAll_SettlesEachDeliveryOnceAndNoOpenOne()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var open = new SortedSet<ulong>(_deliveries.Where(each => each.IsLinked).Select(each => each.Tag));
            Deliver(random.Next(8));
            open.UnionWith(_deliveries.Skip(Math.Max(0, _deliveries.Count - 8)).Where(each => each.IsLinked).Select(each => each.Tag));
            var chosen = open.Where(_ => random.Next(3) == 0).OrderBy(_ => random.Next()).ToDictionary(tag => tag, _ => (Settlement)random.Next(3));
            foreach (var (tag, settlement) in chosen)
                Settle(settlement, (int)tag);

            foreach (var frame in Frames())
            {
                var meant = frame.Multiple ? open.Where(tag => tag <= frame.Tag).ToList() : [frame.Tag];
                foreach (var tag in meant)
                {
                    Assert.True(open.Remove(tag));
                    Assert.Equal(frame.IsAck, chosen[tag] == Settlement.Ack);
                    chosen.Remove(tag);
                }
            }

            Assert.Empty(chosen);
            Assert.Equal(open.Count, _list.Count);
        }
    }

    private void Deliver(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _deliveries.Add(new UnsettledDelivery(null!, (ulong)_deliveries.Count + 1));
            _list.Add(_deliveries[^1]);
        }
    }

    private void Settle(Settlement settlement, params int[] tags)
    {
        foreach (var tag in tags)
            _list.Settle(_deliveries[tag - 1], settlement);
    }

    private List<SettleFrame> Frames()
    {
        var frames = new List<SettleFrame>();
        _list.TakeFrames(frames);
        return frames;
    }
}
