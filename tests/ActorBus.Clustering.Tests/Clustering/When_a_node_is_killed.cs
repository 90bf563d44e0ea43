using System.Diagnostics;
using ActorBus.Testing;

namespace ActorBus.Clustering.Tests;

public sealed class When_a_node_is_killed
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Should_lose_nothing_and_go_on_with_the_other_one()
    {
        // The sample: a sender, and two nodes in processes of their own, of which the one with the exclusive service dies by SIGKILL.
        await using var broker = await RabbitMqNode.StartNewAsync();
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Cluster.dll"), "--orders", "200", "--heartbeat-pause", "10"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__rabbitmq"] = broker.Uri },
        };
        using var sample = Process.Start(start)!;
        var errors = sample.StandardError.ReadToEndAsync();
        List<string> lines = [];
        while (await sample.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            // The nodes run by then.
            if (lines.Count == 0) Assert.All(CommandLines(), arguments => Assert.DoesNotContain("amqp://", arguments, StringComparison.Ordinal));
            lines.Add(line);
        }

        await sample.WaitForExitAsync().WaitAsync(Limit);

        Assert.True(sample.ExitCode == 0, string.Join('\n', lines) + await errors);
        var killed = Assert.Single(lines, line => line.StartsWith("KILLED ", StringComparison.Ordinal)).Split(' ', ',')[1];
        var summary = Assert.Single(lines, line => line.StartsWith("SUMMARY ", StringComparison.Ordinal));
        Assert.Contains("sent=200 placed=200 written=200 lost=0", summary, StringComparison.Ordinal);
        var writers = summary.Split("ledger-on=")[1].Split('+');
        Assert.Equal(2, writers.Length);
        Assert.Contains(killed, writers);
        // Neither Akka nor a logger adds to what the sample itself writes.
        Assert.Equal(summary, lines[^1]);
    }

    /// <summary>The command lines of the processes of the sample, as everybody on the machine can see them.</summary>
    private static string[] CommandLines()
    {
        var all = Directory.EnumerateFiles("/proc", "cmdline", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Select(File.ReadAllText).Where(line => line.Contains("Cluster.dll", StringComparison.Ordinal)).ToArray();
        Assert.True(all.Length >= 3, "The nodes are not there.");
        return all;
    }
}
