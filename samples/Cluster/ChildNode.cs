using System.Diagnostics;
using System.Globalization;

namespace ClusterSample;

/// <summary>A consumer node as a process of its own.</summary>
internal sealed class ChildNode : IAsyncDisposable
{
    /// <summary>Before the name that a node prints.</summary>
    public const string NamePrefix = "NODE ";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private ChildNode(Process process) => _process = process;

    /// <summary>Its host and port, when it has said them.</summary>
    public string Name { get; private set; } = "A node";

    /// <summary>Starts it.</summary>
    public static ChildNode Start(CommandLine parent, string seed)
    {
        string[] arguments =
        [
            typeof(ChildNode).Assembly.Location, "node", "--child", "--seed", seed, "--heartbeat-pause", parent.HeartbeatPause.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // The address holds a password, and arguments can be seen by everybody on the machine.
        start.Environment[Commands.BrokerVariable] = parent.Broker;
        return new ChildNode(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Waits until it says its name; what it says after that is not read here.</summary>
    /// <exception cref="TimeoutException">It does not start.</exception>
    public async Task ReadNameAsync()
    {
        Name = await NameAsync().WaitAsync(Limit);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
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

    private async Task<string> NameAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(NamePrefix, StringComparison.Ordinal)) return line[NamePrefix.Length..];
        }

        throw new TimeoutException("A node ended before it had started; what it said is above.");
    }
}
