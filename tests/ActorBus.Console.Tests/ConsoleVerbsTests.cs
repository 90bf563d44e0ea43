using ActorBus.Brokers;
using ActorBus.Distribution;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using ActorBus.Recovery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class ConsoleVerbsTests : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new();
    private readonly Console _console = new();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task List_ShowsTheEndpointNames()
    {
        Assert.Equal(0, await RunAsync(_ => { }, "list"));

        Assert.Equal(["Endpoint Names", "shop", "billing"], _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task List_ShowsTheHandlersOfAllServicesIfToldSo()
    {
        Assert.Equal(0, await RunAsync(_ => { }, "list", "--handlers"));

        var lines = _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^shop +- +- +sends only", lines[1]);
        Assert.Matches(@"^billing +command +order +order +yes", lines[2]);
    }

    [Fact]
    public async Task Run_UnknownService_IsRefusedWithTheNamesThereAre()
    {
        Assert.Equal(2, await RunAsync(_ => { }, "run", "warehouse"));
        Assert.Contains("There is no service 'warehouse' in this program; there is: 'shop', 'billing'", _console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HandledMessageLimit_LeavesTheRest()
    {
        await SendAsync("one", "two", "three");
        var handled = new List<string>();

        Assert.Equal(0, await RunAsync(handled.Add, "run", "billing", "--handled-message-limit", "1"));

        Assert.Equal(["one"], handled);
        Assert.Equal(2, await ReadyAsync("billing"));
    }

    [Fact]
    public async Task Run_HandledMessageLimit_IsThatOfTheRunOverAllBrokers()
    {
        await using var second = new InMemoryBroker();
        await SendAsync("one", "two", "three");
        foreach (var order in new[] { "four", "five", "six" }) await SendToAsync(second, order);
        var handled = 0;
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).AddBroker("second", broker => broker.UseInMemory(second))
            .OnCommand("order", (string _) => Interlocked.Increment(ref handled), HandlerOptions.FromOutside));

        Assert.Equal(0, await _console.RunAsync(builder.Build(), "run", "billing", "--handled-message-limit", "4"));

        Assert.Equal(4, handled);
        Assert.Equal(2, await ReadyAsync("billing") + (await second.Control.ListQueuesAsync()).First(one => one.Name == "billing").Ready);
    }

    [Fact]
    public async Task Run_FinishWhenNoMessages_HandlesAllAndEnds()
    {
        await SendAsync("one", "two", "three");
        var handled = 0;

        Assert.Equal(0, await RunAsync(_ => Interlocked.Increment(ref handled), "run", "billing", "--finish-when-no-messages"));

        Assert.Equal(3, handled);
        Assert.Equal(0, await ReadyAsync("billing"));
    }

    [Theory]
    [InlineData(WireProfile.Ecotone)]
    [InlineData(WireProfile.Pigeon)]
    public async Task Run_FinishWhenNoMessages_LooksAtTheQueuesOfTheProfile(WireProfile profile)
    {
        await SendAsync(profile, "one", "two", "three");
        var handled = 0;

        Assert.Equal(0, await _console.RunAsync(Build(_ => Interlocked.Increment(ref handled), profile: profile), "run", "billing", "--finish-when-no-messages"));

        Assert.Equal(3, handled);
    }

    [Fact]
    public async Task Run_StopOnFailure_LeavesTheMessageInTheQueueAndSaysSo()
    {
        await SendAsync("one");

        Assert.Equal(1, await RunAsync(_ => throw new InvalidOperationException("no"), "run", "billing", "--stop-on-failure"));

        Assert.Equal(1, await ReadyAsync("billing"));
        Assert.Equal(0, await ReadyAsync("billing.dead-letters"));
        Assert.Contains("a handler failed", _console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StopOnFailure_AsksNoFallback()
    {
        await SendAsync("one");
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker)
            .ConfigureDistribution(options => options.Fallback = Drop)
            .OnCommand("order", void (string _) => throw new InvalidOperationException("no"), HandlerOptions.FromOutside with { Fallback = Drop }));

        Assert.Equal(1, await _console.RunAsync(builder.Build(), "run", "billing", "--stop-on-failure"));

        Assert.Equal(1, await ReadyAsync("billing"));

        static Task Drop(Exception error, object message, FailureResolver resolver)
        {
            resolver.Ack();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Run_ExecutionTimeLimit_Ends() =>
        Assert.Equal(0, await RunAsync(_ => { }, "run", "billing", "--execution-time-limit", "1"));

    [Theory]
    [InlineData()]
    [InlineData("run", "billing")]
    public async Task Run_ToldToStopBeforeItHasStarted_EndsCleanly(params string[] arguments)
    {
        await _broker.Control.StopAsync("maintenance");
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("order", (string _) => { }, HandlerOptions.FromOutside));
        builder.Services.AddHostedService<StopsAtOnce>();

        Assert.Equal(0, await _console.RunAsync(builder.Build(), arguments));
    }

    [Fact]
    public async Task DeadLetters_ListShowReplayDelete_WorkWithoutRunningTheService()
    {
        await SendAsync("one", "two");
        Assert.Equal(0, await RunAsync(_ => throw new InvalidOperationException("no"), "run", "billing", "--finish-when-no-messages"));

        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "list", "billing"));
        var lines = _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("2 of 2", lines[^1]);
        Assert.EndsWith("System.InvalidOperationException  no", lines[1], StringComparison.Ordinal);
        var newest = lines[1].Split(' ')[0];

        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "show", "billing", newest));
        Assert.EndsWith("two", _console.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "replay", "billing", newest));
        Assert.Equal(1, await ReadyAsync("billing"));
        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "delete", "billing", "--all"));
        Assert.Equal(0, await ReadyAsync("billing.dead-letters"));
        Assert.Equal(1, await RunAsync(_ => { }, "dead-letters", "show", "billing", newest));
        Assert.Contains($"no dead letter '{newest}'", _console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_Show_WritesHeadersOfEveryKind()
    {
        await SendAsync("one");
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        var headers = new Dictionary<string, object>
        {
            ["device"] = new Dictionary<string, object> { ["os"] = new Dictionary<string, object> { ["versions"] = new object[] { 1L, "two", 2.5 } } },
            ["blob"] = new byte[] { 0xff, 0xfe },
            ["at"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ["nothing"] = Array.Empty<object>(),
            ["lines"] = "one\nforged",
        };
        await connection.PublishAsync(new OutgoingMessage("", "billing.dead-letters", new BrokerMessage { Body = new byte[] { 0xff }, Headers = headers }));
        var entry = DeadLetterReader.Read(Assert.Single(await _broker.Control.PeekAsync("billing.dead-letters")).Message).EntryId;

        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "show", "billing", entry));

        Assert.Matches(@"device +\{os: \{versions: \[1, two, 2\.5\]\}\}", _console.Output);
        Assert.Matches("blob +2 bytes", _console.Output);
        Assert.Matches("at +2026-01-02 03:04:05Z", _console.Output);
        Assert.Matches(@"nothing +\[\]", _console.Output);
        Assert.Matches(@"lines +one\?forged", _console.Output);
        Assert.EndsWith("(not text)", _console.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_CountAndReplayWithChanges_SendTheNewBodyAndMetadata()
    {
        await SendAsync("wrong");
        Assert.Equal(0, await RunAsync(_ => throw new InvalidOperationException("no"), "run", "billing", "--finish-when-no-messages"));
        var entry = Assert.Single((await _broker.Control.PeekAsync("billing.dead-letters")).Select(letter => DeadLetterReader.Read(letter.Message).EntryId));
        var body = Path.GetTempFileName();
        await File.WriteAllTextAsync(body, "right");
        try
        {
            Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "count", "billing"));
            Assert.Equal("1", _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1]);
            Assert.Equal(2, await RunAsync(_ => { }, "dead-letters", "replay", "billing", entry, "--body", body + ".missing"));
            Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "replay", "billing", entry, "--body", body, "--set", "approved=by=me"));
        }
        finally
        {
            File.Delete(body);
        }

        var message = Assert.Single(await _broker.Control.PeekAsync("billing")).Message;
        Assert.Equal(("right", "by=me"), (System.Text.Encoding.UTF8.GetString(message.Body.Span), message.Headers["approved"]));
        Assert.Equal(0, await ReadyAsync("billing.dead-letters"));
    }

    [Fact]
    public async Task DeadLetters_Replay_GoesToAQueueOfOthersOnlyIfToldSo()
    {
        await SendAsync("one");
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        await connection.DeclareAsync(new Topology { Queues = [new QueueDeclaration("payroll")] });
        var death = new Dictionary<string, object> { ["queue"] = "payroll", ["reason"] = "rejected" };
        var headers = new Dictionary<string, object> { ["x-death"] = new object[] { death } };
        await connection.PublishAsync(new OutgoingMessage("", "billing.dead-letters", new BrokerMessage { Body = "body"u8.ToArray(), MessageId = "forged", Headers = headers }));

        Assert.Equal(1, await RunAsync(_ => { }, "dead-letters", "replay", "billing", "--all"));
        Assert.Contains("names the queue 'payroll', which the service does not consume", _console.Errors, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await ReadyAsync("payroll"), await ReadyAsync("billing.dead-letters")));

        Assert.Equal(0, await RunAsync(_ => { }, "dead-letters", "replay", "billing", "--all", "--to-any-queue"));
        Assert.Equal((1, 0), (await ReadyAsync("payroll"), await ReadyAsync("billing.dead-letters")));
    }

    [Theory]
    [InlineData("--reason", "boredom", "'boredom' is no reason; there are RetriesExhausted, Rejected")]
    [InlineData("--reason", "3", "'3' is no reason")]
    [InlineData("--from", "soon", "--from wants a time such as 2026-03-01T12:00:00Z; 'soon' is none")]
    [InlineData("--before", "never", "--before wants a time")]
    [InlineData("--limit", "none", "--limit wants a whole number, 1 or more; 'none' is none")]
    public async Task DeadLetters_BadValue_IsRefusedWithWhatIsWanted(string option, string value, string reason)
    {
        Assert.Equal(2, await RunAsync(_ => { }, "dead-letters", "list", "billing", option, value));
        Assert.Contains(reason, _console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rate wants a number above 0; '0' is none", "replay", "billing", "--all", "--rate", "0")]
    [InlineData("--set wants NAME=TEXT; '=x' is none", "replay", "billing", "0123456789abcdef", "--set", "a=b", "--set", "=x")]
    [InlineData("go with the replay of one entry", "replay", "billing", "--all", "--unset", "x")]
    [InlineData("replay wants entry ids, a filter or --all", "replay", "billing", "--rate", "5")]
    [InlineData("--all goes with neither entry ids nor a filter", "delete", "billing", "0123456789abcdef", "--all")]
    [InlineData("show wants one entry id; dead-letters list shows them", "show", "billing")]
    [InlineData("has no broker 'partners'; there is: 'default'", "list", "billing", "--broker=partners")]
    public async Task DeadLetters_WhatCannotBeMeant_IsRefusedWithTheReason(string reason, params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(_ => { }, ["dead-letters", .. arguments]));
        Assert.Contains(reason, _console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dead-letters", "replay", "billing", "--all", "--body", "file")]
    [InlineData("dead-letters", "replay", "billing", "0123456789abcdef", "--set", "nothing")]
    [InlineData("dead-letters", "replay", "billing", "0123456789abcdef", "--set", "name=text", "--to-any-queue")]
    [InlineData("dead-letters", "list")]
    [InlineData("dead-letters", "list", "warehouse")]
    [InlineData("dead-letters", "list", "billing", "--limit", "0.5")]
    [InlineData("dead-letters", "list", "billing", "--limit", "0")]
    [InlineData("dead-letters", "list", "billing", "--offset", "-1")]
    [InlineData("dead-letters", "delete", "billing")]
    [InlineData("dead-letters", "replay", "billing", "--all", "--name", "order")]
    public async Task DeadLetters_NotUnderstood_IsRefused(params string[] arguments) => Assert.Equal(2, await RunAsync(_ => { }, arguments));

    private async Task<int> RunAsync(Action<string> handler, params string[] arguments) =>
        await _console.RunAsync(Build(handler), arguments);

    private IHost Build(Action<string> handler, bool consume = true, WireProfile profile = WireProfile.ActorBus)
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.UseInMemory(_broker).ConfigureDistribution(options => options.Profile = profile));
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker)
            .ConfigureDistribution(options => { options.Profile = profile; options.Consume = consume; options.Prefetch = 1; options.FailurePolicy = new FailurePolicy { Action = FailureAction.Reject }; })
            .OnCommand("order", (string order) => handler(order), HandlerOptions.FromOutside));
        return builder.Build();
    }

    private Task SendAsync(params string[] orders) => SendAsync(WireProfile.ActorBus, orders);

    private static async Task SendToAsync(InMemoryBroker broker, string order)
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(broker).ConfigureDistribution(options => options.Consume = false)
            .OnCommand("order", (string _) => { }, HandlerOptions.FromOutside));
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", order);
        await host.StopAsync();
    }

    private async Task SendAsync(WireProfile profile, params string[] orders)
    {
        using var host = Build(_ => { }, consume: false, profile);
        await host.StartAsync();
        foreach (var order in orders) await host.Services.GetRequiredService<IDistributedBus>().SendCommandAsync("billing", "order", order);
        await host.StopAsync();
    }

    private async Task<int> ReadyAsync(string queue) => (await _broker.Control.ListQueuesAsync()).First(one => one.Name == queue).Ready;

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
