namespace ActorBus.Tests.Actors.TestKits;

public class ExpectMsgTests : TestKit
{
    private readonly IActorRef _echo;

    public ExpectMsgTests() => _echo = Sys.ActorOf(Props.Create(() => new Echo()));

    [Fact]
    public void Tell_NoSenderNamed_ComesFromTheTestActor()
    {
        _echo.Tell("hello");

        Assert.Equal("hello", ExpectMsg<string>());
        Assert.Equal(_echo, LastSender);
        Assert.Equal("hello", LastMessage);
    }

    [Fact]
    public async Task Tell_AfterAnAwait_StillComesFromTheTestActor()
    {
        await Task.Yield();
        _echo.Tell(1);
        await ExpectMsgAsync(1);
        await Task.Delay(1);
        _echo.Tell(2);

        Assert.Equal(2, await ExpectMsgAsync<int>());
    }

    [Fact]
    public void ExpectMsg_AnyForm_TakesTheMessage()
    {
        for (var i = 0; i < 7; i++)
            _echo.Tell(i);

        Assert.Equal(0, ExpectMsg<int>());
        ExpectMsg(1);
        ExpectMsg<int>(i => i == 2);
        ExpectMsg<int>(i => Assert.Equal(3, i));
        ExpectMsg<int>((i, sender) => i == 4 && sender.Equals(_echo));
        ExpectMsg<int>((i, sender) => Assert.Equal(_echo, sender));
        ExpectMsg(60, (expected, actual) => expected == actual * 10);
    }

    [Fact]
    public void ExpectMsg_Sequence_IsComparedByElements()
    {
        _echo.Tell(new List<int> { 1, 2 });

        ExpectMsg<IEnumerable<int>>([1, 2]);
    }

    [Fact]
    public void ExpectMsg_NothingComes_GivesTheHint()
    {
        var failure = Assert.ThrowsAny<Exception>(() => ExpectMsg("hello", TimeSpan.FromMilliseconds(10), "a greeting"));

        Assert.Contains("a greeting", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsg_AnotherComes_SaysWhatCame()
    {
        _echo.Tell("goodbye {0}");
        Assert.Contains("goodbye {0}", Assert.ThrowsAny<Exception>(() => ExpectMsg("hello")).Message, StringComparison.Ordinal);
        _echo.Tell(42);
        Assert.Contains("42", Assert.ThrowsAny<Exception>(() => ExpectMsg<string>()).Message, StringComparison.Ordinal);
        _echo.Tell("goodbye");
        Assert.ThrowsAny<Exception>(() => ExpectMsg<string>(text => text == "hello"));
    }

    [Fact]
    public void ExpectMsgAnyOf_OneOfThem_IsTaken()
    {
        _echo.Tell("b");

        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
        _echo.Tell("c");
        Assert.Contains("c", Assert.ThrowsAny<Exception>(() => ExpectMsgAnyOf(["a", "b"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExpectMsgAllOf_AnyOrder_AreTaken()
    {
        _echo.Tell("b");
        _echo.Tell("a");

        Assert.Equal(["a", "b"], ExpectMsgAllOf("a", "b").Order());
    }

    [Fact]
    public void ExpectMsgAllOf_OneMissing_Fails()
    {
        _echo.Tell("a");
        _echo.Tell("x");

        Assert.ThrowsAny<Exception>(() => ExpectMsgAllOf(TimeSpan.FromMilliseconds(50), "a", "b"));
    }

    [Fact]
    public void ExpectMsgFrom_RightSender_IsTaken()
    {
        _echo.Tell("a");
        _echo.Tell("b");

        Assert.Equal("a", ExpectMsgFrom<string>(_echo));
        Assert.ThrowsAny<Exception>(() => ExpectMsgFrom(TestActor, "b"));
    }

    [Fact]
    public async Task ExpectNoMsg_NothingComes_Passes()
    {
        ExpectNoMsg(TimeSpan.FromMilliseconds(10));
        ExpectNoMsg(10);
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(10));
    }

    [Fact]
    public void ExpectNoMsg_OneComes_SaysWhich()
    {
        _echo.Tell("surprise");

        Assert.Contains("surprise", Assert.ThrowsAny<Exception>(() => ExpectNoMsg(TimeSpan.FromSeconds(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpectTerminated_WatchedActorStops_IsTaken()
    {
        Watch(_echo);
        Sys.Stop(_echo);

        Assert.Equal(_echo, ExpectTerminated(_echo).ActorRef);
        var other = await WatchAsync(Sys.ActorOf(Props.Create(() => new Echo())));
        other.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(other);
    }

    [Fact]
    public void Unwatch_ActorStops_NothingComes()
    {
        Watch(_echo);
        Unwatch(_echo);
        Sys.Stop(_echo);

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
