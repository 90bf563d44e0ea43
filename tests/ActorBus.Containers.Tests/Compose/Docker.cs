using System.Diagnostics;

namespace ActorBus.Containers.Tests.Compose;

/// <summary>The <c>docker</c> command.</summary>
internal static class Docker
{
    /// <summary>How long one command may take; some build images.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public static async Task<(string Output, string Errors)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("docker did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException($"'docker {string.Join(' ', arguments)}' did not end within {Limit}.");
        }

        return process.ExitCode == 0
            ? (await output, await errors)
            : throw new InvalidOperationException($"'docker {string.Join(' ', arguments)}' ended with {process.ExitCode}: {await errors}{await output}");
    }
}
