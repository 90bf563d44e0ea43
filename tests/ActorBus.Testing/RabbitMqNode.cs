using System.Diagnostics;

namespace ActorBus.Testing;

/// <summary>A private RabbitMQ node that a test may kill, freeze and restart; gone when it is disposed.</summary>
/// <remarks>The recipe is in <c>tests/broker.sh</c>, which the test script uses too.</remarks>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private readonly string _folder;
    private bool _isReady;

    private RabbitMqNode(string folder) => _folder = folder;

    /// <summary>Its address with user and password.</summary>
    public string Uri { get; private set; } = "";

    /// <summary>Its port on the loopback address.</summary>
    public int Port => new Uri(Uri).Port;

    /// <summary>Starts a node with nothing on it; under the script's folder, so that the script can clear up after a crash.</summary>
    /// <param name="configuration">Lines for its <c>rabbitmq.conf</c>.</param>
    public static async Task<RabbitMqNode> StartNewAsync(params string[] configuration)
    {
        var root = Environment.GetEnvironmentVariable("ACTORBUS_TEST_NODES") ?? Path.GetTempPath();
        var node = new RabbitMqNode(Directory.CreateDirectory(Path.Combine(root, $"node-{Guid.NewGuid():N}")).FullName);
        if (configuration.Length > 0)
            await File.WriteAllLinesAsync(Path.Combine(node._folder, "extra.conf"), configuration);
        await node.StartAsync();
        return node;
    }

    /// <summary>Starts it, or starts it again with what it had.</summary>
    public async Task StartAsync()
    {
        await ScriptAsync("start", _folder);
        _isReady = false;
        Uri = (await File.ReadAllTextAsync(Path.Combine(_folder, "uri"))).Trim();
    }

    /// <summary>Ends it without any warning.</summary>
    public Task KillAsync() => ScriptAsync("signal", "KILL", _folder);

    /// <summary>Stops it in good order.</summary>
    public Task StopAsync() => ScriptAsync("stop", _folder);

    /// <summary>Freezes it: it holds its connections and says nothing.</summary>
    public Task FreezeAsync() => ScriptAsync("signal", "STOP", _folder);

    /// <summary>Lets a frozen one go on.</summary>
    public Task ThawAsync() => ScriptAsync("signal", "CONT", _folder);

    /// <summary>Has it write down what it knows of its queues.</summary>
    /// <remarks>
    /// RabbitMQ 3.10 keeps the term of a new quorum queue in memory for up to five seconds; killed before, the queue never elects a
    /// leader again. That is a fault of the broker, and not what a test that kills it is about.
    /// </remarks>
    public Task SyncAsync() => ControlAsync("eval", "[dets:sync(Table) || Table <- dets:all()].");

    /// <summary>Runs <c>rabbitmqctl</c> for it.</summary>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        // It takes connections a little before it takes commands.
        if (!_isReady) await ScriptAsync("ctl", _folder, "await_startup");
        _isReady = true;
        return await ScriptAsync(["ctl", _folder, .. arguments]);
    }

    /// <summary>Counts the messages of its queues.</summary>
    public async Task<IReadOnlyList<(string Queue, int Messages)>> CountMessagesAsync() =>
        MessageCount.Read(await ControlAsync("eval", MessageCount.Expression));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ScriptAsync("remove", _folder);

    private static async Task<string> ScriptAsync(params string[] arguments)
    {
        var output = Path.GetTempFileName();
        try
        {
            // Into a file: the node outlives the script and would keep a pipe open.
            var start = new ProcessStartInfo("bash", ["-c", "exec bash \"$0\" \"$@\" >\"$OUTPUT\" 2>&1", ScriptPath, .. arguments]);
            start.Environment["OUTPUT"] = output;
            using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            await process.WaitForExitAsync(limit.Token);
            var text = await File.ReadAllTextAsync(output);
            return process.ExitCode == 0
                ? text
                : throw new InvalidOperationException($"'broker.sh {string.Join(' ', arguments)}' ended with {process.ExitCode}: {text}");
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string ScriptPath => Path.Combine(AppContext.BaseDirectory, "broker.sh");
}
