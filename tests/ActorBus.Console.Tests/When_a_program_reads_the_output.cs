using System.Text.Json;
using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class When_a_program_reads_the_output : IAsyncLifetime
{
    private readonly InMemoryBroker _broker = new();

    public async Task InitializeAsync()
    {
        await RunAsync("topology", "apply");
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        foreach (var body in new[] { "one"u8.ToArray(), [0xff] })
        {
            var headers = new Dictionary<string, object>
            {
                [WireHeaders.FailureReason] = "Rejected",
                [WireHeaders.ExceptionMessage] = "no",
                [WireHeaders.ExceptionStack] = "at One()",
                ["rate"] = 2.5,
                ["nested"] = new Dictionary<string, object> { ["list"] = new object[] { 1L, "two" } },
            };
            await connection.PublishAsync(new OutgoingMessage("", "billing.dead-letters", new BrokerMessage { Body = body, Headers = headers }));
        }
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task Should_list_the_endpoints_as_one_document()
    {
        var service = Assert.Single((await RunAsync("list", "--json")).GetProperty("services").EnumerateArray());

        Assert.Equal("billing", service.GetProperty("name").GetString());
        var handler = Assert.Single(service.GetProperty("handlers").EnumerateArray());
        Assert.Equal(["name", "kind", "routingKey", "isDistributed"], NamesOf(handler));
        Assert.Equal(("order", "command"), (handler.GetProperty("routingKey").GetString(), handler.GetProperty("kind").GetString()));
        Assert.True(handler.GetProperty("isDistributed").GetBoolean());
    }

    [Fact]
    public async Task Should_list_dead_letters_as_one_document()
    {
        var list = await RunAsync("dead-letters", "list", "--json", "--limit=1");

        Assert.Equal(["service", "broker", "total", "isPartial", "entries"], NamesOf(list));
        Assert.Equal(2, list.GetProperty("total").GetInt32());
        var entry = Assert.Single(list.GetProperty("entries").EnumerateArray());
        Assert.Equal(
            [
                "entryId", "messageId", "correlationId", "name", "handler", "sourceService", "reason", "brokerReason", "exceptionType", "exceptionMessage",
                "attempts", "firstFailedAt", "lastFailedAt", "replays", "contentType", "bodyBytes",
            ],
            NamesOf(entry));
        Assert.Equal(("rejected", "no"), (entry.GetProperty("reason").GetString(), entry.GetProperty("exceptionMessage").GetString()));
    }

    [Fact]
    public async Task Should_show_a_dead_letter_as_one_document()
    {
        var entries = (await RunAsync("dead-letters", "list", "--json")).GetProperty("entries").EnumerateArray().ToArray();

        var text = await RunAsync("dead-letters", "show", "billing", IdOf(entries[1]), "--json");
        var bytes = await RunAsync("dead-letters", "show", "billing", IdOf(entries[0]), "--json");

        Assert.Equal(
            ["service", "broker", "entry", "originalExchange", "originalRoutingKey", "stack", "headers", "bodyText", "bodyBase64"], NamesOf(text));
        Assert.Equal(("one", "at One()"), (text.GetProperty("bodyText").GetString(), text.GetProperty("stack").GetString()));
        Assert.Equal(2.5, text.GetProperty("headers").GetProperty("rate").GetDouble());
        Assert.Equal("two", text.GetProperty("headers").GetProperty("nested").GetProperty("list")[1].GetString());
        Assert.Equal((null, "/w=="), (bytes.GetProperty("bodyText").GetString(), bytes.GetProperty("bodyBase64").GetString()));
    }

    [Fact]
    public async Task Should_count_replay_and_delete_with_one_document_each()
    {
        var entries = (await RunAsync("dead-letters", "list", "--json")).GetProperty("entries").EnumerateArray().ToArray();

        Assert.Equal(2, (await RunAsync("dead-letters", "count", "--json", "--reason", "rejected")).GetProperty("count").GetInt32());
        var replayed = await RunAsync("dead-letters", "replay", "--json", IdOf(entries[0]), "--content-type=text/plain");
        Assert.Equal((1, true), (replayed.GetProperty("replayed").GetInt32(), replayed.GetProperty("isChanged").GetBoolean()));
        var deleted = await RunAsync("dead-letters", "delete", "--json", "--all");
        Assert.Equal(("billing", "default", 1), (deleted.GetProperty("service").GetString(), deleted.GetProperty("broker").GetString(), deleted.GetProperty("deleted").GetInt32()));
    }

    [Fact]
    public async Task Should_find_nothing_on_standard_output_when_it_fails()
    {
        var console = new Console();

        Assert.Equal(1, await console.RunAsync(Build(), "dead-letters", "show", "0123456789abcdef", "--json"));

        Assert.Empty(console.Output);
        Assert.Contains("no dead letter '0123456789abcdef'", console.Errors, StringComparison.Ordinal);
    }

    private static string IdOf(JsonElement entry) => entry.GetProperty("entryId").GetString()!;

    private static string[] NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var console = new Console();
        Assert.Equal(0, await console.RunAsync(Build(), arguments));
        return arguments.Contains("--json") ? JsonDocument.Parse(console.Output).RootElement : default;
    }

    private IHost Build()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("order", (string _) => { }, HandlerOptions.FromOutside));
        return builder.Build();
    }
}
