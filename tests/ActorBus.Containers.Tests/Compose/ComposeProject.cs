using System.Globalization;

namespace ActorBus.Containers.Tests.Compose;

/// <summary>A compose file of docker/, run under a name of its own; all of it is gone at the end.</summary>
/// <param name="file">Its name.</param>
/// <param name="variables">What it is to find in its environment.</param>
internal sealed class ComposeProject(string file, params (string Name, string Value)[] variables) : IAsyncDisposable
{
    // Any free ports: the usual ones may be somebody's.
    private readonly Dictionary<string, string> _environment =
        variables.Append(("AMQP_PORT", "0")).Append(("MANAGEMENT_PORT", "0")).ToDictionary();

    private readonly string _name = $"actorbus-test-{Guid.NewGuid():N}";

    /// <summary>Builds the images and starts everything.</summary>
    public Task UpAsync() => RunAsync("up", "--build", "--detach");

    /// <summary>Ends a service without any warning.</summary>
    public Task KillAsync(string service) => RunAsync("kill", service);

    /// <summary>Asks services to end, and waits until they have.</summary>
    public Task StopAsync(params string[] services) => RunAsync(["stop", .. services]);

    /// <summary>Waits until a service has ended.</summary>
    public async Task<Ending> EndOfAsync(string service)
    {
        var container = (await RunAsync("ps", "--all", "--quiet", service)).Trim();
        var (code, _) = await Docker.RunAsync(["wait", container]);
        var (output, errors) = await Docker.RunAsync(["logs", container]);
        return new Ending(int.Parse(code, CultureInfo.InvariantCulture), output, errors);
    }

    /// <summary>Runs a command beside the broker, in its container; gives what it wrote.</summary>
    public Task<string> RunAtBrokerAsync(params string[] command) => RunAsync(["exec", "-T", "rabbitmq", .. command]);

    /// <summary>Counts the messages of the broker's queues.</summary>
    public async Task<IReadOnlyList<(string Queue, int Messages)>> CountMessagesAsync() =>
        MessageCount.Read(await RunAtBrokerAsync("rabbitmqctl", "eval", MessageCount.Expression));

    /// <summary>Asks the broker until something is so: it tells nobody how far it is.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Docker.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!await isSo())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"It did not come to this within {Docker.Limit}: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("down", "--volumes", "--timeout", "10");

    private async Task<string> RunAsync(params string[] arguments)
    {
        var path = Path.Combine(Repository.Folder, "docker", file);
        var (output, _) = await Docker.RunAsync(["compose", "--project-name", _name, "--file", path, .. arguments], _environment);
        return output;
    }
}
