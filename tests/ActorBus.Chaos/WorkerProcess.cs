using System.Diagnostics;
using System.Globalization;

namespace ActorBus.Chaos;

/// <summary>A <see cref="Worker"/> as a process of its own.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Starts one and waits until it consumes, or has died.</summary>
    public static async Task<WorkerProcess> StartAsync(string brokerUri, string ledger, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, "worker", brokerUri, ledger, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A process that is meant to die leaves no dump behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        return new WorkerProcess(process);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it without any warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
