using ActorBus.Hosting.Verbs;

namespace ActorBus.Verbs.Tests;

public sealed class ArgumentReaderTests
{
    [Fact]
    public void Read_AllOptions_AreUnderstood()
    {
        var run = ArgumentReader.Read(
        [
            "billing", "-vv", "--handled-message-limit", "5", "--execution-time-limit=30s", "--memory-limit", "512", "--stop-on-failure",
            "--finish-when-no-messages",
        ]);

        Assert.Equal(
            new RunArguments
            {
                Service = "billing",
                Level = Microsoft.Extensions.Logging.LogLevel.Debug,
                HandledMessageLimit = 5,
                ExecutionTimeLimit = TimeSpan.FromSeconds(30),
                MemoryLimit = 512,
                StopOnFailure = true,
                FinishWhenNoMessages = true,
            },
            run);
    }

    [Fact]
    public void Read_TimeWithoutUnit_IsMilliseconds() =>
        Assert.Equal(TimeSpan.FromSeconds(1.5), ArgumentReader.Read(["billing", "--execution-time-limit", "1500"]).ExecutionTimeLimit);

    [Fact]
    public void Read_Zero_IsNoLimit() => Assert.Null(ArgumentReader.Read(["billing", "--memory-limit", "0"]).MemoryLimit);

    [Theory]
    [InlineData("run wants the name of a service")]
    [InlineData("'--fast' is unknown", "billing", "--fast")]
    [InlineData("--memory-limit wants a value", "billing", "--memory-limit")]
    [InlineData("'-5' is none", "billing", "--memory-limit", "-5")]
    [InlineData("'never' is none", "billing", "--execution-time-limit", "never")]
    public void Read_Nonsense_IsRefusedWithTheReason(string reason, params string[] arguments) =>
        Assert.Contains(reason, Assert.Throws<ConsoleException>(() => ArgumentReader.Read(arguments)).Message, StringComparison.Ordinal);
}
