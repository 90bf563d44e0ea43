namespace ActorBus.Scenarios.Tests.Quickstart;

public sealed class When_the_quickstart_runs_in_one_process
{
    [Fact]
    public async Task Should_lose_nothing_of_the_orders_that_come_with_it()
    {
        await using var process = await QuickstartProcess.StartAsync([]);

        var (code, summary, errors) = await process.EndAsync();

        Assert.Equal(0, code);
        Assert.Equal(0, summary["lost"]);
        Assert.True(summary["rejected"] > 10 && summary["dead_lettered"] > 5, "the orders have broken lines and hopeless messages");
        Assert.Equal(summary["rejected"], errors.Split('\n').Count(line => line.StartsWith("line ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Should_lose_nothing_of_what_is_piped_into_it()
    {
        await using var process = await QuickstartProcess.StartAsync(["-"], OrderFile.Of(rounds: 200));

        var (code, summary, _) = await process.EndAsync();

        Assert.Equal(0, code);
        Assert.Equal(OrderFile.ExpectedOf(rounds: 200), summary.Where(one => one.Key is not ("retried" or "lost")).ToDictionary());
        Assert.Equal((2 + 5) * 200, summary["retried"]); // The purchase twice; the customs once at once, and twice that after each delay.
    }

    [Theory]
    [InlineData("cannot be read", "/no/such/file.jsonl")]
    [InlineData("does not begin with amqp://", "--broker", "http://user:secret@host")]
    [InlineData("There is no service 'warehouse'", "run", "warehouse", "--broker", "amqp://user:secret@localhost:1")]
    [InlineData("nothing listens there", "send", "-", "--broker", "amqp://user:secret@localhost:1")]
    [InlineData("wants --broker URI", "send", "-")]
    public async Task Should_refuse_what_it_cannot_carry_out_and_keep_the_password(string reason, params string[] arguments)
    {
        await using var process = await QuickstartProcess.StartAsync(arguments);

        var (code, _, errors) = await process.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:secret@host", "send", "-")]
    [InlineData("amqp://user:secret@localhost:1", "send", "-", "--broker=http://user:secret@host")]
    public async Task Should_take_the_broker_of_the_environment_unless_an_argument_names_one(string broker, params string[] arguments)
    {
        await using var process = await QuickstartProcess.StartAsync(arguments, broker: broker);

        var (code, _, errors) = await process.EndAsync();

        Assert.Equal(2, code);
        Assert.Contains("does not begin with amqp://", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quickstart [FILE | -]", "--help")]
    [InlineData("Quickstart send <FILE>", "send", "--help")]
    [InlineData("--finish-when-no-messages", "run", "--help")]
    [InlineData("Quickstart dead-letters replay", "dead-letters", "replay", "--help")]
    [InlineData("\"billing.changeDetails\"", "list", "--json")]
    public async Task Should_hand_verbs_on_and_show_help_without_the_broker_of_the_environment(string text, params string[] arguments)
    {
        await using var process = await QuickstartProcess.StartAsync(arguments, broker: "amqp://user:secret@localhost:1");

        var output = await process.ReadOutputAsync();

        Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }
}
