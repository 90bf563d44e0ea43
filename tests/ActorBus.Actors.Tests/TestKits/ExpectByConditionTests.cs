namespace ActorBus.Tests.Actors.TestKits;

public class ExpectByConditionTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task ExpectMsgFrom_Conditions_AreChecked()
    {
        var probe = CreateTestProbe();
        TestActor.Tell("b", probe.Ref);
        Assert.Equal("b", await ExpectMsgFromAsync<string>(probe.Ref, message => Assert.Equal("b", message)));
        TestActor.Tell("c", probe.Ref);
        ExpectMsgFrom<string>(sender => Assert.Equal(probe.Ref, sender), message => Assert.Equal("c", message));
        TestActor.Tell("d");
        Assert.ThrowsAny<Exception>(() => ExpectMsgFrom<string>(sender => Assert.Equal(probe.Ref, sender), message => Assert.Equal("d", message)));
    }

    [Fact]
    public async Task ExpectMsgAllOfMatchingPredicates_AnyOrder_IsTaken()
    {
        TestActor.Tell("text");
        TestActor.Tell(2);
        TestActor.Tell(1);
        var all = ExpectMsgAllOfMatchingPredicates(
            PredicateInfo.Create<int>(i => i == 1), PredicateInfo.Create<int>(i => i == 2), PredicateInfo.Create<string>(t => t == "text"));
        Assert.Equal(["text", 2, 1], all);

        TestActor.Tell(3);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in ExpectMsgAllOfMatchingPredicatesAsync(Short, [PredicateInfo.Create<int>(i => i == 4)]))
            {
            }
        });
    }

    [Fact]
    public async Task WaitForRadioSilence_Messages_AreGiven()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        var messages = await WaitForRadioSilenceAsync(Short);
        Assert.Equal(new object[] { 1, 2 }, messages.ToArray());

        TestActor.Tell(3);
        TestActor.Tell(4);
        await Assert.ThrowsAnyAsync<Exception>(() => WaitForRadioSilenceAsync(Short, 1));
    }

    [Fact]
    public async Task ReceiveWhile_TimesFirst_TakesWhatTheFilterAccepts()
    {
        foreach (var i in new[] { 1, 2, 3 })
            TestActor.Tell(i);
        Assert.Equal(["1", "2"], ReceiveWhile<string>(null, null, message => message is 3 ? null! : message.ToString()!));
        List<int> rest = [];
        await foreach (var message in ReceiveWhileAsync(Short, Short, message => (int)message, 1))
            rest.Add(message);
        Assert.Equal([3], rest);
    }

    [Fact]
    public async Task ChildActorOf_Asynchronous_IsAChildOfTheTestActor()
    {
        var child = await ChildActorOfAsync(Props.Create(() => new Silent()), "child");
        Assert.Equal(TestActor.Path / "child", child.Path);
        var probe = CreateTestProbe();
        Assert.Equal(probe.Ref.Path, (await probe.ChildActorOfAsync<Silent>()).Path.Parent);
        Assert.Equal(probe.Ref.Path, probe.ChildActorOf<Silent>("named").Path.Parent);
    }

    [Fact]
    public void CreateTestActor_Further_SharesTheQueue()
    {
        var further = CreateTestActor("further");
        further.Tell("through it");
        ExpectMsg("through it");
    }

    [Fact]
    public async Task Barrier_Threads_MeetAgainAndAgain()
    {
        var barrier = CreateTestBarrier(2);
        var other = Task.Run(() =>
        {
            barrier.Await();
            barrier.Await(TimeSpan.FromSeconds(20));
        });
        barrier.Await(TimeSpan.FromSeconds(20));
        barrier.Await(TimeSpan.FromSeconds(20));
        await other;
    }

    [Fact]
    public async Task EventFilter_TimeLast_IsTheSame() => await EventFilter.Warning("w").ExpectAsync(
        2,
        () =>
        {
            Log.Warning("w");
            Log.Warning("w");
            return Task.CompletedTask;
        },
        TimeSpan.FromSeconds(20));

    [Fact]
    public void AssertTrue_Fails_AsXunitDoes()
    {
        Assert.Throws<Xunit.Sdk.TrueException>(() => Assertions.AssertTrue(false, "because of {0}", 1));
        Assert.Throws<Xunit.Sdk.FalseException>(() => Assertions.AssertFalse(true, "because of {0}", 1));
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
