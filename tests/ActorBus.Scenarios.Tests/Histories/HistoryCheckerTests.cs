using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Histories;

public sealed class HistoryCheckerTests
{
    private readonly List<HistoryEvent> _history = [];

    [Fact]
    public void Check_EverythingHandledOnce_IsGood()
    {
        Publish(1);
        Deliver(1);
        Handle(1);

        Assert.True(Check().IsGood);
        Assert.Equal(0, Check().HandledAgain);
    }

    [Fact]
    public void Check_EmptyHistory_IsGood() => Assert.True(Check().IsGood);

    [Fact]
    public void Check_ConfirmedAndNeverSeen_IsLost()
    {
        Publish(1);
        Publish(2);
        Deliver(2);
        Handle(2);

        Assert.Equal([Message(1)], Check().Lost);
        Assert.False(Check().IsGood);
    }

    [Fact]
    public void Check_ConfirmedAndDeliveredButNeverHandled_IsLost()
    {
        Publish(1);
        Deliver(1);

        Assert.Equal([Message(1)], Check().Lost);
    }

    [Fact]
    public void Check_ConfirmedAndLeftInAQueue_IsNotLost()
    {
        Publish(1);
        _history.Add(new HistoryEvent.LeftOver(Message(1), "dead letters"));

        Assert.True(Check().IsGood);
    }

    [Theory]
    [InlineData(PublishStatus.Unknown)]
    [InlineData(PublishStatus.Failed)]
    [InlineData(PublishStatus.Rejected)]
    [InlineData(PublishStatus.Returned)]
    public void Check_NeverConfirmedAndNeverSeen_IsNotLost(PublishStatus status)
    {
        Publish(1, status);

        Assert.True(Check().IsGood);
    }

    [Fact]
    public void Check_UnknownThenConfirmedAndNeverSeen_IsLost()
    {
        Publish(1, PublishStatus.Unknown);
        Publish(1);

        Assert.Equal([Message(1)], Check().Lost);
    }

    [Fact]
    public void Check_NeverPublishedButDelivered_IsAPhantom()
    {
        Deliver(1);

        Assert.Equal([Message(1)], Check().Phantoms);
    }

    [Theory]
    [InlineData(PublishStatus.Failed)]
    [InlineData(PublishStatus.Rejected)]
    [InlineData(PublishStatus.Returned)]
    public void Check_CertainlyNotStoredButDelivered_IsAPhantom(PublishStatus status)
    {
        Publish(1, status);
        Deliver(1);

        Assert.Equal([Message(1)], Check().Phantoms);
    }

    [Fact]
    public void Check_CertainlyNotStoredButLeftOver_IsAPhantom()
    {
        Publish(1, PublishStatus.Returned);
        _history.Add(new HistoryEvent.LeftOver(Message(1), "dead letters"));

        Assert.Equal([Message(1)], Check().Phantoms);
    }

    [Fact]
    public void Check_DeliveredBeforeItsConfirmation_IsGood()
    {
        _history.Add(new HistoryEvent.PublishStarted(Message(1), "queue"));
        Deliver(1);
        Handle(1);
        _history.Add(new HistoryEvent.PublishEnded(Message(1), "queue", PublishStatus.Confirmed));

        Assert.True(Check().IsGood);
    }

    [Fact]
    public void Check_DeliveredAsNewTwice_IsDuplicated()
    {
        Publish(1);
        Deliver(1);
        Handle(1);
        Deliver(1);
        Handle(1);

        Assert.Equal([Message(1)], Check().Duplicated);
        Assert.Equal(1, Check().HandledAgain);
    }

    [Fact]
    public void Check_DeliveredAgainAndMarkedSo_IsCountedButGood()
    {
        Publish(1);
        Deliver(1);
        Handle(1);
        Deliver(1, redelivered: true);
        Handle(1);

        Assert.True(Check().IsGood);
        Assert.Equal(1, Check().HandledAgain);
    }

    [Fact]
    public void Check_UnknownAndSentAgain_MayComeAsNewTwiceButNotThreeTimes()
    {
        Publish(1, PublishStatus.Unknown);
        Publish(1);
        Deliver(1);
        Deliver(1);
        Handle(1);
        Assert.True(Check().IsGood);

        Deliver(1);

        Assert.Equal([Message(1)], Check().Duplicated);
    }

    [Fact]
    public void Check_SecondBeforeFirst_IsReorderedWhereOrderWasPromised()
    {
        Publish(1);
        Publish(2);
        Deliver(2);
        Deliver(1);
        Handle(1);
        Handle(2);

        Assert.Equal([Message(1)], HistoryChecker.Check(_history, ordered: true).Reordered);
        Assert.True(HistoryChecker.Check(_history).IsGood);
    }

    [Fact]
    public void Check_OtherSendersInBetween_AreNotReordered()
    {
        Publish(1);
        Publish(2);
        _history.Add(new HistoryEvent.PublishStarted(new MessageRef("other", 7), "queue"));
        _history.Add(new HistoryEvent.PublishEnded(new MessageRef("other", 7), "queue", PublishStatus.Confirmed));
        Deliver(1);
        _history.Add(new HistoryEvent.Delivered(new MessageRef("other", 7), "consumer", false));
        Deliver(2);

        Assert.Empty(HistoryChecker.Check(_history, ordered: true).Reordered);
    }

    [Fact]
    public void Check_SentAgainOrDeliveredAgain_IsNotReordered()
    {
        Publish(1, PublishStatus.Unknown);
        Publish(2);
        Publish(3);
        Publish(1);
        Deliver(2);
        Deliver(3);
        Deliver(2, redelivered: true);
        Deliver(1);

        Assert.Empty(HistoryChecker.Check(_history, ordered: true).Reordered);
    }

    private static MessageRef Message(int number) => new("sender", number);

    private Verdict Check() => HistoryChecker.Check(_history);

    private void Publish(int number, PublishStatus status = PublishStatus.Confirmed)
    {
        _history.Add(new HistoryEvent.PublishStarted(Message(number), "queue"));
        _history.Add(new HistoryEvent.PublishEnded(Message(number), "queue", status));
    }

    private void Deliver(int number, bool redelivered = false) =>
        _history.Add(new HistoryEvent.Delivered(Message(number), "consumer", redelivered));

    private void Handle(int number) => _history.Add(new HistoryEvent.Handled(Message(number), "consumer"));
}
