namespace ActorBus.Tests.Actors.TestKits;

public class AwaitTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task AwaitAssert_PassesLater_Passes()
    {
        var tries = 0;

        AwaitAssert(() => Assert.Equal(3, ++tries), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        tries = 0;
        await AwaitAssertAsync(() => Assert.Equal(3, ++tries), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        tries = 0;
        await AwaitAssertAsync(
            () => { Assert.Equal(3, ++tries); return Task.CompletedTask; }, TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task AwaitAssert_NeverPasses_FailsAsTheAssertionDoes()
    {
        Assert.Throws<TimeoutException>(() => AwaitAssert(() => throw new TimeoutException("x"), Short, TimeSpan.FromMilliseconds(5)));
        await Assert.ThrowsAsync<TimeoutException>(
            () => AwaitAssertAsync(() => throw new TimeoutException("x"), Short, TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public async Task AwaitCondition_HoldsLater_Passes()
    {
        var looks = 0;

        AwaitCondition(() => ++looks == 3);
        AwaitCondition(() => ++looks == 6, TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        await AwaitConditionAsync(() => Task.FromResult(++looks == 9), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1));
        Assert.True(AwaitConditionNoThrow(() => ++looks == 12, TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task AwaitCondition_NeverHolds_SaysWhat()
    {
        var failure = Assert.ThrowsAny<Exception>(() => AwaitCondition(() => false, Short, "the moon"));
        Assert.Contains("the moon", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => AwaitConditionAsync(() => Task.FromResult(false), Short));
        Assert.False(AwaitConditionNoThrow(() => false, Short));
        Assert.False(await AwaitConditionNoThrowAsync(() => Task.FromResult(false), Short));
    }

    [Fact]
    public void AwaitAssert_TellInside_ComesFromTheTestActor()
    {
        AwaitAssert(() => TestActor.Tell("x"));
        ExpectMsg("x");

        Assert.Equal(TestActor, LastSender);
    }
}
