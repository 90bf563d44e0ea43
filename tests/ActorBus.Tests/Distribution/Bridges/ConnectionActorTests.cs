using ActorBus.Brokers;
using ActorBus.Distribution.Bridges;
using ActorBus.Pipeline;
using ActorBus.Testing;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ActorBus.Tests.Distribution.Bridges;

public sealed class ConnectionActorTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ScriptedBroker _broker = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLogger _log = new();

    [Fact]
    public async Task LostAtOnce_ManyTimes_WaitsBeforeItConnectsAgain()
    {
        var child = await StartAsync();
        for (var i = 0; i < 4; i++) await LoseNextAsync(TimeSpan.Zero);

        await child.Ask<ActorIdentity>(new Identify(1), Patience);
        Assert.Equal(4, _broker.Made);

        _time.Advance(TimeSpan.FromSeconds(1));
        await LoseNextAsync(TimeSpan.Zero);
        Assert.Equal(5, _broker.Made);
    }

    [Fact]
    public async Task LostAfterAWhile_ManyTimes_ConnectsAgainAtOnce()
    {
        await StartAsync();
        for (var i = 0; i < 10; i++) await LoseNextAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Lost_Connection_IsDisposedAndReplaced()
    {
        await StartAsync();
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);

        connection.Lose();

        await connection.Disposed.WaitAsync(Patience);
        await ExpectMsgAsync<ConnectionActor.Lost>(Patience);
        var next = (await ExpectMsgAsync<ConnectionActor.Opened>(Patience)).Connection;
        Assert.NotSame(connection, next);
        Assert.True(next.IsOpen);
    }

    [Fact]
    public async Task Outage_OfTwoMinutes_IsToldAtItsBeginningOnceAMinuteAndAtItsEnd()
    {
        var child = await StartAsync();
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        _time.Advance(TimeSpan.FromMinutes(5));
        _broker.Unreachable = new BrokerException("out for lunch", isTransient: true);
        connection.Lose();

        await ExpectMsgAsync<ConnectionActor.Lost>(Patience);
        await ExpectMsgAsync<ConnectionActor.Refused>(Patience);
        for (var tries = 1; tries < 130; tries++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await ExpectMsgAsync<ConnectionActor.Refused>(Patience);
        }

        _broker.Unreachable = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        await child.Ask<ActorIdentity>(new Identify(1), Patience);

        var log = _log.Collector.GetSnapshot();
        Assert.Equal(["Connected", "ConnectionLost", "StillNotConnected", "StillNotConnected", "Reconnected"], log.Select(entry => entry.Id.Name));
        Assert.All(log, entry => Assert.Equal("billing", entry.GetStructuredStateValue("Service")));
        Assert.Contains("out for lunch", log[2].Message, StringComparison.Ordinal);
        Assert.Equal("130", log[^1].GetStructuredStateValue("Tries"));
    }

    [Fact]
    public async Task WhatSomebodyHasToChange_IsOneErrorWithoutAStackTrace()
    {
        _broker.Unreachable = new BrokerException("wrong password", isTransient: false);
        await StartAsync();
        await ExpectMsgAsync<ConnectionActor.Refused>(Patience);
        _time.Advance(TimeSpan.FromSeconds(30));
        await ExpectMsgAsync<ConnectionActor.Refused>(Patience);

        var told = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Error, told.Level);
        Assert.Contains("wrong password", told.Message, StringComparison.Ordinal);
        Assert.Null(told.Exception);
    }

    [Fact]
    public async Task TheLastOneLeaves_WhileATryIsPlanned_ConnectsNoMore()
    {
        _broker.Unreachable = new BrokerException("away", isTransient: true);
        var child = await StartAsync();
        await ExpectMsgAsync<ConnectionActor.Refused>(Patience);

        child.Tell(ConnectionActor.Leave.Instance, TestActor);
        await child.Ask<ActorIdentity>(new Identify(1), Patience);
        _time.Advance(TimeSpan.FromMinutes(1));
        await child.Ask<ActorIdentity>(new Identify(2), Patience);

        Assert.Equal(1, _broker.Made);
    }

    [Fact]
    public async Task SeveralUsers_HaveOneConnection_WhichIsClosedWhenTheLastHasGone()
    {
        var child = await StartAsync();
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        var second = CreateTestProbe();
        child.Tell(ConnectionActor.Join.Instance, second);
        await second.ExpectMsgAsync<ConnectionActor.Opened>(Patience);

        child.Tell(ConnectionActor.Leave.Instance, TestActor);
        await child.Ask<ActorIdentity>(new Identify(1), Patience);
        Assert.False(connection.Disposed.IsCompleted);
        Assert.Equal(1, _broker.Made);

        // One that was stopped has left, too.
        Sys.Stop(second);
        await connection.Disposed.WaitAsync(Patience);

        child.Tell(ConnectionActor.Join.Instance, TestActor);
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        Assert.Equal(2, _broker.Made);
    }

    [Fact]
    public async Task Restart_TellsAllUsersThatItIsLost_AndConnectsForThoseWhoJoinAgain()
    {
        var child = await StartAsync();
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);

        ((IInternalActorRef)child).Suspend();
        ((IInternalActorRef)child).Restart(new InvalidOperationException("on purpose"));
        await ExpectMsgAsync<ConnectionActor.Lost>(Patience);
        await connection.Disposed.WaitAsync(Patience);
        child.Tell(ConnectionActor.Join.Instance, TestActor);

        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        Assert.Equal(2, _broker.Made);
    }

    [Fact]
    public async Task TheLastOneLeaves_WhileItConnects_ClosesThatConnectionToo()
    {
        var declaring = new TaskCompletionSource();
        _broker.Declaring = declaring.Task;
        var child = await StartAsync(new Groundwork(new Topology(), Declare: true));
        var connection = await _broker.NextConnectionAsync();

        child.Tell(ConnectionActor.Leave.Instance, TestActor);
        await child.Ask<ActorIdentity>(new Identify(1), Patience);
        declaring.SetResult();

        await connection.Disposed.WaitAsync(Patience);
        Assert.Equal(1, _broker.Made);
    }

    private Task<IActorRef> StartAsync(Groundwork? groundwork = null)
    {
        var (bridge, laid) = (new BridgeContext("billing", "billing", _broker, _log, _time, new ActorTroubles(_time)), groundwork ?? Groundwork.None);
        var connection = Sys.ActorOf(Props.Create(() => new ConnectionActor(bridge, ConnectionPurpose.Publish, laid)));
        connection.Tell(ConnectionActor.Join.Instance, TestActor);
        return Task.FromResult(connection);
    }

    private async Task LoseNextAsync(TimeSpan life)
    {
        var connection = await _broker.NextConnectionAsync();
        await ExpectMsgAsync<ConnectionActor.Opened>(Patience);
        _time.Advance(life);
        connection.Lose();
        await ExpectMsgAsync<ConnectionActor.Lost>(Patience);
    }
}
