namespace ActorBus.Tests.Actors.TestKits;

public class WithinTests : TestKit
{
    [Fact]
    public async Task Within_InTime_GivesTheResult()
    {
        TestActor.Tell("x");
        Within(TimeSpan.FromSeconds(3), () => ExpectMsg("x"));
        Assert.Equal(5, Within(TimeSpan.FromSeconds(3), () => 5));
        await WithinAsync(TimeSpan.FromSeconds(3), () => Task.CompletedTask);
        Assert.Equal(6, await WithinAsync(TimeSpan.FromSeconds(3), () => Task.FromResult(6)));
    }

    [Fact]
    public void Within_ExpectationInside_WaitsNoLongerThanThat()
    {
        var start = Now;

        Assert.ThrowsAny<Exception>(() => Within(TimeSpan.FromMilliseconds(50), () => ExpectMsg("x")));
        Assert.True(Now - start < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Within_TooEarly_Fails() =>
        Assert.ThrowsAny<Exception>(() => Within(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), () => { }));

    [Fact]
    public void Within_TooLate_Fails() => Assert.ThrowsAny<Exception>(
        () => Within(TimeSpan.FromMilliseconds(20), () => AwaitConditionNoThrow(() => false, TimeSpan.FromMilliseconds(100))));

    [Fact]
    public void Within_Nested_TheOuterOneCounts() => Within(TimeSpan.FromSeconds(1), () =>
        Within(TimeSpan.FromSeconds(30), () => Assert.True(Remaining <= TimeSpan.FromSeconds(1))));

    [Fact]
    public void Remaining_OutsideOfWithin_IsAnError()
    {
        Assert.Throws<InvalidOperationException>(() => Remaining);
        Assert.Equal(TestKitSettings.SingleExpectDefault, RemainingOrDefault);
    }
}
