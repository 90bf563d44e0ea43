using ActorBus.Brokers;
using ActorBus.Distribution.Profiles;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.InMemory;
using ActorBus.Recovery;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class When_a_program_has_one_service : IAsyncLifetime
{
    private readonly InMemoryBroker _broker = new();
    private readonly Console _console = new();

    public async Task InitializeAsync()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "topology", "apply"));
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        foreach (var id in new[] { "one", "two", "three" })
        {
            var headers = new Dictionary<string, object> { [WireHeaders.ExceptionMessage] = "bad\u001b[31m\nthing", [WireHeaders.ExceptionStack] = "at One()\nat Two()" };
            await connection.PublishAsync(new OutgoingMessage("", "billing.dead-letters", new BrokerMessage { Body = "body"u8.ToArray(), MessageId = id, Headers = headers }));
        }
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task Should_list_and_count_its_dead_letters_without_its_name()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "list"));
        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "count"));

        Assert.EndsWith("3 of 3\n3\n", _console.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_what_went_wrong_without_control_characters()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "list"));
        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "show", (await EntriesAsync())[0]));

        Assert.Matches("bad.\\[31m.thing\r?\n", _console.Output);
        Assert.Matches(@"Error +bad.\[31m.thing", _console.Output);
        Assert.Contains("Stack:\nat One()\nat Two()\nBody, 4 bytes of no media type:\nbody\n", _console.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _console.Output);
    }

    [Fact]
    public async Task Should_replay_and_delete_entries_without_its_name()
    {
        var entries = await EntriesAsync();

        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "replay", entries[0]));
        Assert.Equal(0, await _console.RunAsync(Build(), "dead-letters", "delete", entries[1], entries[2]));

        Assert.EndsWith("1 dead letter replayed\n2 dead letters deleted\n", _console.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task Should_take_a_word_that_is_no_entry_id_for_the_name_of_a_service()
    {
        Assert.Equal(2, await _console.RunAsync(Build(), "dead-letters", "replay", "warehouse", (await EntriesAsync())[0]));

        Assert.Contains("There is no service 'warehouse' in this program; there is: 'billing'", _console.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_ask_for_the_name_when_there_are_several()
    {
        Assert.Equal(2, await _console.RunAsync(Build("shop"), "dead-letters", "show", (await EntriesAsync())[0]));

        Assert.Contains("several services; name one of them: 'billing', 'shop'", _console.Errors, StringComparison.Ordinal);
    }

    private async Task<string[]> EntriesAsync() =>
        [.. (await _broker.Control.PeekAsync("billing.dead-letters")).Select(letter => DeadLetterReader.Read(letter.Message).EntryId)];

    private IHost Build(params string[] others)
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("order", (string _) => { }, HandlerOptions.FromOutside));
        foreach (var other in others) builder.AddActorBus(other, bus => bus.UseInMemory(_broker));
        return builder.Build();
    }
}
