using System.Text.Json;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class TopologyCommandTests : IAsyncDisposable
{
    private readonly InMemoryBroker _broker = new();
    private readonly Console _console = new();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Show_WritesWhatEachServiceWants()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "show"));

        Assert.Matches(@"shop +default +exchange +events +topic", _console.Output);
        Assert.Matches(@"billing +default +queue +billing +quorum, delivery limit 20, gives up to queue 'billing.dead-letters'", _console.Output);
        Assert.Matches(@"billing +default +queue +billing.retry.10s +quorum, time to live 00:00:10, gives up to queue 'billing'", _console.Output);
        Assert.Matches(@"billing +default +binding +events --payment\.#--> billing", _console.Output);
        Assert.DoesNotMatch("shop +default +queue", _console.Output);
        Assert.Empty(await _broker.Control.ListQueuesAsync());
    }

    [Fact]
    public async Task Plan_ChangesNothing_ApplyMakesIt_AndThenThereIsNothingToDo()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "plan", "billing"));
        Assert.Contains("9 to be made, 0 there, 0 different", _console.Output, StringComparison.Ordinal);
        Assert.Empty(await _broker.Control.ListQueuesAsync());

        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "apply", "billing"));
        Assert.Contains("9 made, 0 there, 0 different", _console.Output, StringComparison.Ordinal);
        Assert.Contains(await _broker.Control.ListQueuesAsync(), queue => queue.Name == "billing.dead-letters");

        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "plan", "billing"));
        Assert.Contains("0 to be made, 9 there, 0 different", _console.Output, StringComparison.Ordinal);
        Assert.Contains("bindings that nobody wants any more are not shown", _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OfWhatDiffers_SaysWhatAndWhatToDo_AndApplyLeavesItAlone()
    {
        Assert.Equal(0, await _console.RunAsync(Build(deliveryLimit: 7), "topology", "apply", "billing"));

        Assert.Equal(1, await _console.RunAsync(Build(), "topology", "plan", "billing"));
        Assert.Matches("queue +billing +DIFFERS +delivery limit is '7' and was declared as '20'", _console.Output);
        Assert.Contains("PRECONDITION_FAILED. It holds 0 messages and has 0 consumers. Either set distribution.delivery-limit", _console.Output, StringComparison.Ordinal);
        Assert.Contains("rabbitmqctl delete_queue 'billing' --if-empty", _console.Output, StringComparison.Ordinal);

        Assert.Equal(1, await _console.RunAsync(Build(), "topology", "apply", "billing"));
        Assert.Contains("1 different and left alone", _console.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _console.RunAsync(Build(deliveryLimit: 7), "topology", "plan", "billing"));
    }

    [Fact]
    public async Task Run_NoDeclare_NamesAllThatIsMissing_AndRunsWhenItIsThere()
    {
        Assert.Equal(2, await _console.RunAsync(Build(), "run", "billing", "--no-declare", "--finish-when-no-messages"));
        Assert.Contains("no exchange 'events', no queue 'billing.dead-letters', no queue 'billing.retry.1s'", _console.Errors, StringComparison.Ordinal);
        Assert.Contains("declaring is turned off", _console.Errors, StringComparison.Ordinal);
        Assert.Contains("topology apply", _console.Errors, StringComparison.Ordinal);
        Assert.Empty(await _broker.Control.ListQueuesAsync());

        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "apply"));
        Assert.Equal(0, await _console.RunAsync(Build(), "run", "billing", "--no-declare", "--finish-when-no-messages"));
    }

    [Theory]
    [InlineData("topology")]
    [InlineData("topology", "destroy")]
    [InlineData("topology", "plan", "warehouse")]
    [InlineData("topology", "plan", "--all")]
    public async Task NotUnderstood_IsRefused(params string[] arguments) => Assert.Equal(2, await _console.RunAsync(Build(), arguments));

    [Fact]
    public async Task Show_Json_IsOneDocument()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "show", "billing", "--json"));

        using var document = JsonDocument.Parse(_console.Output);
        var broker = Assert.Single(document.RootElement.GetProperty("brokers").EnumerateArray());
        Assert.Equal(("billing", "default"), (broker.GetProperty("service").GetString(), broker.GetProperty("broker").GetString()));
        Assert.Contains(broker.GetProperty("exchanges").EnumerateArray(), one =>
            one.GetProperty("name").GetString() == "events" && one.GetProperty("kind").GetString() == "topic");
        var queue = broker.GetProperty("queues").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "billing");
        Assert.Equal(("quorum", 20), (queue.GetProperty("kind").GetString(), queue.GetProperty("deliveryLimit").GetInt32()));
        Assert.Contains(broker.GetProperty("bindings").EnumerateArray(), one =>
            one.GetProperty("exchange").GetString() == "events" && one.GetProperty("queue").GetString() == "billing" && one.GetProperty("routingKey").GetString() == "payment.#");
    }

    [Fact]
    public async Task Plan_Json_IsOneDocumentWithTheRemedies()
    {
        Assert.Equal(0, await _console.RunAsync(Build(deliveryLimit: 7), "topology", "apply", "billing"));
        var console = new Console();

        Assert.Equal(1, await console.RunAsync(Build(), "topology", "plan", "billing", "--json"));

        using var document = JsonDocument.Parse(console.Output);
        Assert.Equal("plan", document.RootElement.GetProperty("action").GetString());
        var broker = Assert.Single(document.RootElement.GetProperty("brokers").EnumerateArray());
        Assert.Equal("in-memory", broker.GetProperty("kind").GetString());
        Assert.Equal((0, 8, 1), (broker.GetProperty("missing").GetInt32(), broker.GetProperty("present").GetInt32(), broker.GetProperty("different").GetInt32()));
        var queue = broker.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("state").GetString() == "different");
        Assert.Equal(("queue", "billing"), (queue.GetProperty("part").GetString(), queue.GetProperty("name").GetString()));
        Assert.Contains("delivery limit is '7'", queue.GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.Contains("rabbitmqctl delete_queue", queue.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    private IHost Build(int deliveryLimit = 20)
    {
        var builder = TestHost.New();
        builder.AddActorBus("shop", bus => bus.UseInMemory(_broker));
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker)
            .ConfigureDistribution(options => options.DeliveryLimit = deliveryLimit)
            .OnCommand("order", (string order) => { }, HandlerOptions.FromOutside)
            .OnEvent("payment.#", (string payment) => { }, HandlerOptions.FromOutside));
        return builder.Build();
    }
}
