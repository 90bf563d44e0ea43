using System.Reflection;
using ActorBus.Hosting;
using ActorBus.Hosting.Tests.Support;
using Microsoft.Extensions.Hosting;
using Console = ActorBus.Hosting.Tests.Support.Console;

namespace ActorBus.Verbs.Tests;

public sealed class HelpTests
{
    private readonly Console _console = new();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_OfTheProgram_ShowsItsVerbsAndExitCodes(string option)
    {
        Assert.Equal(0, await _console.RunAsync(Build(), option));

        foreach (var verb in new[] { "list", "run <service>", "dead-letters", "topology" })
            Assert.Matches($@"\n  {verb} +[A-Z]", _console.Output);
        Assert.Contains("--version", _console.Output, StringComparison.Ordinal);
        Assert.Contains("2: could not begin", _console.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(_console.Errors);
    }

    [Theory]
    [InlineData("list", "--handlers --json")]
    [InlineData("run", "<service> -v,_-vv,_-vvv --handled-message-limit --execution-time-limit --memory-limit --stop-on-failure --finish-when-no-messages --no-declare")]
    [InlineData("dead-letters", "list count show replay delete")]
    [InlineData("dead-letters list", "[<service>] --broker --json --name --handler --exception --reason --from --before --offset --limit --oldest-first")]
    [InlineData("dead-letters count", "[<service>] --broker --json --name --handler --exception --reason --from --before")]
    [InlineData("dead-letters show", "[<service>_[<entry>...]] --broker --json")]
    [InlineData("dead-letters replay", "[<service>_[<entry>...]] --broker --json --all --name --reason --rate --to-any-queue --body --content-type --set --unset")]
    [InlineData("dead-letters delete", "[<service>_[<entry>...]] --broker --json --all --name --reason")]
    [InlineData("topology", "show plan apply")]
    [InlineData("topology show", "[<service>] --json")]
    [InlineData("topology plan", "[<service>] --json")]
    [InlineData("topology apply", "[<service>] --json")]
    public async Task Help_OfAVerb_ShowsItsArgumentsAndOptions(string verb, string words)
    {
        Assert.Equal(0, await _console.RunAsync(Build(), [.. verb.Split(' '), "--help"]));

        Assert.Contains($" {verb} ", _console.Output, StringComparison.Ordinal);
        foreach (var word in words.Split(' ')) Assert.Contains(word.Replace('_', ' '), _console.Output, StringComparison.Ordinal);
        Assert.Empty(_console.Errors);
    }

    [Fact]
    public async Task Version_IsThatOfTheProgram()
    {
        Assert.Equal(0, await _console.RunAsync(Build(), "--version"));

        var version = Assembly.GetEntryAssembly()!.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Assert.Equal(version, _console.Output.Trim());
    }

    [Theory]
    [InlineData("Did you mean one of the following?\nlist", "lits")]
    [InlineData("The verbs are list, run, dead-letters, topology. For help:", "fly", "--fast")]
    [InlineData("Did you mean one of the following?\nreplay", "dead-letters", "repaly", "billing")]
    [InlineData("The verbs are list, count, show, replay, delete.", "dead-letters", "repaly", "billing")]
    [InlineData("'topology' needs one of show, plan, apply", "topology")]
    [InlineData("Did you mean one of the following?\n--json", "list", "--jsn")]
    [InlineData("run --help", "run")]
    [InlineData("'--fast' is no option of this verb", "run", "--fast")]
    [InlineData("'--fast' is no option of this verb", "dead-letters", "delete", "billing", "--fast")]
    public async Task UnknownWord_IsRefusedWithWhatMayBeMeant(string text, params string[] arguments)
    {
        Assert.Equal(2, await _console.RunAsync(Build(), arguments));

        Assert.Contains(text, _console.Errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(_console.Output);
    }

    [Theory]
    [InlineData("list", "--brokr", "amqp://user:secret@broker/")]
    [InlineData("run", "billing", "--brokr=amqp://user:sec@ret@broker/")]
    [InlineData("amqp://user:secret@broker/")]
    [InlineData("run", "--prefetch", "amqp://user:secret@broker/")]
    public async Task PasswordInAWordThatIsNotKnown_IsNotRepeated(params string[] arguments)
    {
        Assert.Equal(2, await _console.RunAsync(Build(), arguments));

        Assert.Contains("broker/", _console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", _console.Errors, StringComparison.Ordinal);
        Assert.Empty(_console.Output);
    }

    [Fact]
    public async Task UnknownVerb_IsReportedOnce()
    {
        Assert.Equal(2, await _console.RunAsync(Build(), "fly", "to", "the", "moon"));

        Assert.DoesNotContain("moon", _console.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("run", "billing")]
    [InlineData("dead-letters", "list")]
    [InlineData("topology", "plan")]
    public async Task HostWithoutServices_IsToldSo(params string[] arguments)
    {
        Assert.Equal(2, await _console.RunAsync(TestHost.New().Build(), arguments));

        Assert.Matches("no .*ActorBus.* Add ", _console.Errors);
    }

    private static IHost Build()
    {
        var builder = TestHost.New();
        builder.AddActorBus("billing");
        return builder.Build();
    }
}
