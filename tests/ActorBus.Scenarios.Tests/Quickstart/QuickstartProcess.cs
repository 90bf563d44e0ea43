using System.Diagnostics;
using System.Globalization;

namespace ActorBus.Scenarios.Tests.Quickstart;

/// <summary>The Quickstart as a process of its own.</summary>
internal sealed class QuickstartProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task _errors;
    private readonly List<string> _errorLines = [];
    private readonly TaskCompletionSource _consuming = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private QuickstartProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    /// <summary>Starts it; what is piped into it ends at once, unless there is something.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What is piped into it.</param>
    /// <param name="broker">The address of RabbitMQ in its environment; null for none.</param>
    public static async Task<QuickstartProcess> StartAsync(string[] arguments, byte[]? input = null, string? broker = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Quickstart.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__rabbitmq");
        if (broker is not null) start.Environment["ConnectionStrings__rabbitmq"] = broker;
        var process = new QuickstartProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
        if (input is not null) await process._process.StandardInput.BaseStream.WriteAsync(input);
        process._process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts a service and waits until it consumes.</summary>
    public static async Task<QuickstartProcess> StartServiceAsync(string service, string broker, string ledgers)
    {
        var process = await StartAsync(["run", service, "-v", "--broker", broker, "--ledger", ledgers]);
        await process._consuming.Task.WaitAsync(Limit);
        return process;
    }

    /// <summary>Waits until it has written everything to standard output.</summary>
    public Task<string> ReadOutputAsync() => _output;

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, the numbers of the last line, and what it said of errors.</returns>
    public async Task<(int Code, Dictionary<string, int> Summary, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        var output = await _output;
        await _errors;
        var line = output.Split('\n').LastOrDefault(one => one.StartsWith("SUMMARY ", StringComparison.Ordinal)) ?? "SUMMARY";
        var numbers = line.Split(' ')[1..].Select(part => part.Split('=')).ToDictionary(part => part[0], part => int.Parse(part[1], CultureInfo.InvariantCulture));
        return (_process.ExitCode, numbers, string.Join('\n', _errorLines));
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task<(int Code, Dictionary<string, int> Summary, string Errors)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    /// <summary>Ends it without any warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errorLines.Add(line);
            if (line.Contains("consumes its queue", StringComparison.Ordinal)) _consuming.TrySetResult();
        }

        _consuming.TrySetException(new InvalidOperationException($"It ended without consuming: {string.Join('\n', _errorLines)}"));
    }
}
