using ActorBus.Hosting.Tests.Support;
using ActorBus.Hosting.Verbs;
using Microsoft.Extensions.Logging;

namespace ActorBus.Verbs.Tests;

public sealed class RunCommandTests : IDisposable
{
    private readonly Microsoft.Extensions.Hosting.IHost _host = TestHost.New().Build();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("--handled-message-limit", "5", "--execution-time-limit", "30s", "--memory-limit", "512")]
    [InlineData("--handled-message-limit=5", "--execution-time-limit=30s", "--memory-limit=512")]
    public void Read_AllOptions_AreUnderstood(params string[] limits)
    {
        var run = Read(["billing", "-vv", .. limits, "--stop-on-failure", "--finish-when-no-messages", "--no-declare"]);

        Assert.Equal(
            new RunArguments
            {
                Service = "billing",
                Level = LogLevel.Debug,
                HandledMessageLimit = 5,
                ExecutionTimeLimit = TimeSpan.FromSeconds(30),
                MemoryLimit = 512,
                StopOnFailure = true,
                FinishWhenNoMessages = true,
                NoDeclare = true,
            },
            run);
    }

    [Fact]
    public void Read_NoOption_LimitsNothing() => Assert.Equal(new RunArguments { Service = "billing" }, Read("billing"));

    [Theory]
    [InlineData("-v", LogLevel.Information)]
    [InlineData("-vv", LogLevel.Debug)]
    [InlineData("-vvv", LogLevel.Trace)]
    public void Read_Verbosity_IsALogLevel(string option, LogLevel level) => Assert.Equal(level, Read("billing", option).Level);

    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("30 s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3_600)]
    [InlineData("1d", 86_400)]
    [InlineData("00:01:30", 90)]
    public void Read_Time_HasAUnitOrIsMilliseconds(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read("billing", "--execution-time-limit", text).ExecutionTimeLimit);

    [Theory]
    [InlineData("--memory-limit", "0")]
    [InlineData("--execution-time-limit", "0")]
    public void Read_Zero_IsNoLimit(params string[] limit) => Assert.Equal(new RunArguments { Service = "billing" }, Read(["billing", .. limit]));

    [Theory]
    [InlineData("'service' missing for command: 'run'")]
    [InlineData("'--fast'", "billing", "--fast")]
    [InlineData("missing for option: '--memory-limit'", "billing", "--memory-limit")]
    [InlineData("--memory-limit wants a whole number, 0 for no limit; '-5' is none", "billing", "--memory-limit", "-5")]
    [InlineData("--execution-time-limit wants milliseconds or a time such as 30s; 'never' is none", "billing", "--execution-time-limit", "never")]
    [InlineData("'5 weeks' is none", "billing", "--execution-time-limit", "5 weeks")]
    [InlineData("'99999999999d' is none", "billing", "--execution-time-limit", "99999999999d")]
    public void Read_Nonsense_IsRefusedWithTheReason(string reason, params string[] arguments) =>
        Assert.Contains(Command().Parse(arguments).Errors, error => error.Message.Contains(reason, StringComparison.Ordinal));

    private RunCommand Command() => new(new HostRunner(_host), new HostServices(_host.Services), TextWriter.Null);

    private RunArguments Read(params string[] arguments)
    {
        var command = Command();
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return command.Read(parsed);
    }
}
