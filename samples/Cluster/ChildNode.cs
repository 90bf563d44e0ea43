using System.Diagnostics;
using System.Globalization;

namespace ClusterSample;

/// <summary>A consumer node as a process of its own.</summary>
internal sealed class ChildNode : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private ChildNode(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    /// <summary>Its host and port.</summary>
    public string Name { get; }

    /// <summary>Starts it.</summary>
    public static ChildNode Start(CommandLine parent)
    {
        var port = CommandLine.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            typeof(ChildNode).Assembly.Location, "node", "--child", "--port", port, "--seed", $"{parent.Host}:{parent.Port}", "--broker", parent.Broker,
            "--heartbeat-pause", parent.HeartbeatPause.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true };
        return new ChildNode($"{parent.Host}:{port}", Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Ends it without any warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Lets it leave the cluster and end.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync($"{Name} did not end within {Limit}; it is killed.");
            await KillAsync();
        }

        _process.Dispose();
    }
}
