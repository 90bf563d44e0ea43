using System.Diagnostics;

namespace ActorBus.Scenarios.Tests.Chaos;

/// <summary>The small edition of the long run of ActorBus.Chaos: few messages, and a broker that stays alive.</summary>
public sealed class When_everything_is_killed_at_random
{
    [Fact]
    public async Task Should_lose_nothing()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ActorBus.Chaos.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "chaos", "--messages", "5000", "--seed", "7", "--workers", "2", "--pause", "400", "--faults", "connections,workers"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var report = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));

        Assert.True(process.ExitCode == 0, $"{await report}{await errors}");
        Assert.Contains(" lost=0 phantoms=0 ", await report, StringComparison.Ordinal);
    }
}
