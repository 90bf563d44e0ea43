using System.Collections;

namespace ActorBus.Tests.Actors.TestKits;

public class ReceiveTests : TestKit
{
    [Fact]
    public void ReceiveOne_InOrder_GivesThemOneByOne()
    {
        Send(1, 2);

        Assert.Equal(1, ReceiveOne());
        Assert.Equal(2, ReceiveOne(TimeSpan.FromSeconds(3)));
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        Assert.Null(ReceiveOne(TimeSpan.FromMilliseconds(10)));
    }

    [Fact]
    public async Task ReceiveN_Enough_GivesThemInOrder()
    {
        Send(1, 2, 3, 4);

        Assert.Equal<object>([1, 2], ReceiveN(2));
        List<object> rest = [];
        await foreach (var message in ReceiveNAsync(2, TimeSpan.FromSeconds(3)))
            rest.Add(message);
        Assert.Equal<object>([3, 4], rest);
    }

    [Fact]
    public void ReceiveN_TooFew_Fails()
    {
        Send(1);

        Assert.ThrowsAny<Exception>(() => ReceiveN(2, TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public void ReceiveWhile_ConditionEnds_LeavesTheRest()
    {
        Send(1, 2, 3, 10, 4);

        Assert.Equal([1, 2, 3], ReceiveWhile<int>(i => i < 10, TimeSpan.FromSeconds(3)));
        ExpectMsg(10);
        ExpectMsg(4);
    }

    [Fact]
    public void ReceiveWhile_Filter_SeesTheSenderOfEachMessage()
    {
        var (one, other) = (CreateTestProbe().Ref, CreateTestProbe().Ref);
        TestActor.Tell(1, one);
        TestActor.Tell(2, other);
        TestActor.Tell("end", one);

        Assert.Equal([one, other], ReceiveWhile(TimeSpan.FromSeconds(3), message => message is int ? LastSender : null!));
        Assert.Equal(other, LastSender);
    }

    [Fact]
    public void PeekOne_Message_IsTheLastOneAndStays()
    {
        Send(1);
        Assert.Equal(1, PeekOne());
        Assert.Equal(TestActor, LastSender);
        Assert.True(TryPeekOne(out var peeked, TimeSpan.Zero, default));
        Assert.Equal(1, peeked.Message);
        ExpectMsg(1);
        Assert.False(TryPeekOne(out _, TimeSpan.Zero, default));
    }

    [Fact]
    public void Tell_TestActor_HasTheMessageWhenItReturns()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell(1, TestActor);
        Assert.True(probe.HasMessages);
        TestActor.Tell(2, TestActor);
        Assert.Equal(2, ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void ReceiveWhile_Filter_MapsMessages()
    {
        Send("a", "b", 3);

        Assert.Equal(["A", "B"], ReceiveWhile(TimeSpan.FromSeconds(3), message => (message as string)?.ToUpperInvariant()!));
        ExpectMsg(3);
    }

    [Fact]
    public void ReceiveWhile_MaximumCount_Ends()
    {
        Send(1, 2, 3);

        Assert.Equal([1, 2], ReceiveWhile<int>(_ => true, TimeSpan.FromSeconds(3), null, 2));
        ExpectMsg(3);
    }

    [Fact]
    public async Task FishForMessage_OneFits_DropsTheOthers()
    {
        Send("x", 1, 2, 7, 8);
        ArrayList others = [];

        Assert.Equal(2, FishForMessage(message => message is 2));
        Assert.Equal(7, FishForMessage<int>(i => i > 6, others));
        Assert.Empty(others);
        Assert.Equal(8, await FishForMessageAsync<int>(_ => true));
    }

    [Fact]
    public void FishForMessage_NoneFits_SaysWhatCame()
    {
        Send("x", "y");

        var failure = Assert.ThrowsAny<Exception>(() => FishForMessage<int>(_ => true, TimeSpan.FromMilliseconds(50), "a number"));
        Assert.Contains("a number", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FishUntilMessage_TypeComes_Fails()
    {
        Send("x", 1);

        await Assert.ThrowsAnyAsync<Exception>(() => FishUntilMessageAsync<int>(TimeSpan.FromSeconds(10)));
        ExpectMsg(1);
        await FishUntilMessageAsync<int>(TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public void IgnoreMessages_Type_DropsThem()
    {
        IgnoreMessages<string>();
        Send("x", 1);
        ExpectMsg(1);
        IgnoreNoMessages();
        Send("y");
        ExpectMsg("y");
        IgnoreMessages<int>(i => i < 5);
        Send(1, 7);
        ExpectMsg(7);
    }

    [Fact]
    public async Task HasMessages_Queue_TellsWhetherOneWaits()
    {
        Assert.False(HasMessages);
        Send(1);

        Assert.Equal(1, PeekOne());
        Assert.True(HasMessages);
        Assert.Equal(1, await PeekOneAsync());
        ExpectMsg(1);
        Assert.False(HasMessages);
    }

    private void Send(params object[] messages)
    {
        foreach (var message in messages)
            TestActor.Tell(message);
    }
}
