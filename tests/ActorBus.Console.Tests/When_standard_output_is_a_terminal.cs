using ActorBus.Brokers;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using ActorBus.Hosting.Verbs;
using ActorBus.InMemory;
using Spectre.Console.Testing;

namespace ActorBus.Verbs.Tests;

public sealed class When_standard_output_is_a_terminal : IAsyncLifetime
{
    private readonly InMemoryBroker _broker = new();
    private readonly StringWriter _output = new();
    private readonly TestConsole _terminal = new TestConsole().Interactive().Width(200).EmitAnsiSequences();

    public async Task InitializeAsync()
    {
        Assert.Equal(0, await RunAsync("topology", "apply"));
        await using var connection = await _broker.ConnectAsync(ConnectionPurpose.Publish, _ => { });
        for (var number = 0; number < 3; number++)
            await connection.PublishAsync(new OutgoingMessage("", "billing.dead-letters", new BrokerMessage { Body = new byte[] { 1 }, MessageId = $"{number}" }));
        _output.GetStringBuilder().Clear();
        _terminal.Clear(home: true);
    }

    public async Task DisposeAsync()
    {
        _terminal.Dispose();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_draw_tables()
    {
        Assert.Equal(0, await RunAsync("list"));

        Assert.Matches(@"╭─+╮\s+│ Endpoint Names │\s+├─+┤\s+│ billing +│\s+╰─+╯", _terminal.Output);
        Assert.Empty(_output.ToString());

        Assert.Equal(0, await RunAsync("list", "--handlers"));

        Assert.Matches(@"│ billing +│ command +│ \[order\] +│ order +│ yes +│", _terminal.Output);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Should_write_plain_columns_where_it_is_too_narrow_for_a_table()
    {
        _terminal.Width(60);

        Assert.Equal(0, await RunAsync("list", "--handlers"));

        Assert.Matches(@"billing +command +\[order\] +order +yes", _output.ToString());
    }

    [Theory]
    [InlineData("replay", "Replaying 3 of 3")]
    [InlineData("delete", "Deleting 3 of 3")]
    public async Task Should_show_the_progress_of_long_work_and_then_what_was_done(string verb, string progress)
    {
        Assert.Equal(0, await RunAsync("dead-letters", verb, "--all"));

        Assert.Contains(progress, _terminal.Output, StringComparison.Ordinal);
        Assert.StartsWith("3 dead letters ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_nothing_beside_a_document()
    {
        Assert.Equal(0, await RunAsync("dead-letters", "delete", "--all", "--json"));

        Assert.StartsWith("{", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Deleting", _terminal.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, null, "xterm")]
    [InlineData(false, false, "", null)]
    [InlineData(true, true, null, "xterm")]
    [InlineData(true, false, "1", "xterm")]
    [InlineData(true, false, null, "dumb")]
    public void Should_be_plain_where_it_is_none_or_plain_text_is_asked_for(bool isPlain, bool isRedirected, string? noColor, string? term) =>
        Assert.Equal(isPlain, Terminal.IsPlain(isRedirected, noColor, term));

    private async Task<int> RunAsync(params string[] arguments)
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing", bus => bus.UseInMemory(_broker).OnCommand("[order]", (string _) => { }, HandlerOptions.FromOutside with { Name = "order" }));
        return await new ConsoleVerbs(builder.Build(), _output, TextWriter.Null, _terminal).RunAsync(arguments).WaitAsync(TestHost.Limit);
    }
}
