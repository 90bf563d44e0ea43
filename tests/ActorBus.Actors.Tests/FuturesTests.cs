namespace ActorBus.Actors.Tests;

public sealed class FuturesTests : ActorTest
{
    private readonly IActorRef _echo;

    public FuturesTests() => _echo = Sys.ActorOf(Props.Create(() => new Echo()));

    [Fact]
    public async Task Ask_Reply_CompletesTheTask() => Assert.Equal("hi", await _echo.Ask<string>("hi", Limit));

    [Fact]
    public async Task Ask_StatusFailure_FailsWithItsCause() =>
        await Assert.ThrowsAsync<FormatException>(() => _echo.Ask<string>(new Status.Failure(new FormatException()), Limit));

    [Fact]
    public async Task Ask_NoReply_TimesOut() =>
        await Assert.ThrowsAsync<AskTimeoutException>(() => _echo.Ask<string>(42, TimeSpan.FromMilliseconds(30)));

    [Fact]
    public async Task Ask_Cancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        var task = _echo.Ask<string>(42, Limit, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Fact]
    public async Task Ask_ReplyOfAnotherType_Fails() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _echo.Ask<Version>("hi", Limit));

    [Fact]
    public async Task Ask_MessageFactory_NamesTheReceiverOfTheReply() =>
        Assert.Equal("via", await _echo.Ask<string>(me => new Via(me), Limit, CancellationToken.None));

    [Fact]
    public async Task Ask_InsideAsyncHandler_DoesNotBlockTheActor()
    {
        var asking = Sys.ActorOf(Props.Create(() => new Asking(_echo)));
        Assert.Equal("hi", await asking.Ask<string>("hi", Limit));
    }

    [Fact]
    public async Task Ask_ReplyAfterTheFirst_BecomesDeadLetter()
    {
        var dead = Events<DeadLetter>();
        await _echo.Ask<string>(new Twice(), Limit);
        Assert.Equal("second", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task GracefulStop_ActorStops_IsTrue()
    {
        Assert.True(await _echo.GracefulStop(Limit));
        await Stopped(_echo);
    }

    [Fact]
    public async Task PipeTo_TaskEnds_ResultOrFailureIsSent()
    {
        _ = Task.FromResult("result").PipeTo(Log.Ref);
        await Log.Expect("result");
        _ = Task.FromException<string>(new FormatException()).PipeTo(Log.Ref, failure: cause => cause.GetType());
        await Log.Expect(typeof(FormatException));
    }

    [Fact]
    public async Task Ask_Cancelled_IsACancelledTask()
    {
        using var source = new CancellationTokenSource();
        var answer = Sys.ActorOf(Props.Create(() => new Echo())).Ask<string>(1, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => answer.WaitAsync(Limit));
        Assert.True(answer.IsCanceled);
    }

    [Fact]
    public async Task Ask_ReplyOfAnotherType_BecomesDeadLetter()
    {
        var dead = Events<DeadLetter>();
        await Assert.ThrowsAsync<ArgumentException>(() => _echo.Ask<Version>("hi", Limit));
        Assert.Equal("hi", (await dead.Next<DeadLetter>()).Message);
        await Assert.ThrowsAsync<FormatException>(() => _echo.Ask<string>(new Status.Failure(new FormatException()), Limit));
        Sys.EventStream.Publish(new DeadLetter("marker", Log.Ref, Log.Ref));
        Assert.Equal("marker", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact]
    public async Task Ask_NullIsTheReply_IsTheDefault()
    {
        Assert.Null(await _echo.Ask<string>(new Nothing(), Limit));
        Assert.Equal(0, await _echo.Ask<int>(new Nothing(), Limit));
    }

    private sealed record Nothing;

    private sealed record Via(IActorRef To);

    private sealed record Twice;

    private sealed class Echo : ReceiveActor
    {
        public Echo()
        {
            Receive<string>(text => Sender.Tell(text));
            Receive<Status>(status => Sender.Tell(status));
            Receive<Nothing>(_ => Sender.Tell(null!));
            Receive<Via>(via => via.To.Tell("via"));
            Receive<Twice>(_ =>
            {
                Sender.Tell("first");
                Sender.Tell("second");
            });
        }
    }

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef echo) => ReceiveAsync<string>(async text => Sender.Tell(await echo.Ask<string>(text, Limit)));
    }
}
