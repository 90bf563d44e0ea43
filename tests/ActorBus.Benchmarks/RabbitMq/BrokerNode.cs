using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RabbitMQ.Client;

namespace ActorBus.Benchmarks.RabbitMq;

/// <summary>The broker to measure with: the one whose address was given, or a private one that lives as long as this object.</summary>
internal sealed class BrokerNode : IAsyncDisposable
{
    private readonly string? _folder;
    private readonly IConnection _connection;
    private readonly PosixSignalRegistration[] _signals;

    private BrokerNode(string address, int? process, string? folder, IConnection connection)
    {
        Address = address;
        Process = process;
        _folder = folder;
        _connection = connection;
        // The hosts that are measured would swallow these signals.
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Abandon), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Abandon)];
    }

    /// <summary>The address.</summary>
    public string Address { get; }

    /// <summary>The process id; null when unknown.</summary>
    public int? Process { get; }

    /// <summary>Connects to the broker that the options name, or starts a private one.</summary>
    public static async Task<BrokerNode> OpenAsync(Options options)
    {
        if (options.Amqp is { } given) return new BrokerNode(given, options.BrokerPid, null, await ConnectAsync(given));
        var folder = Directory.CreateTempSubdirectory("actorbus-benchmark-").FullName;
        await ScriptAsync("start", folder);
        var address = (await File.ReadAllTextAsync(Path.Combine(folder, "uri"))).Trim();
        var process = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "pid")), CultureInfo.InvariantCulture);
        return new BrokerNode(address, process, folder, await ConnectAsync(address));
    }

    /// <summary>Empties a queue; returns how many messages lay in it.</summary>
    public async Task<int> PurgeAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        return (int)await channel.QueuePurgeAsync(queue);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals) signal.Dispose();
        await _connection.DisposeAsync();
        if (_folder is not null) await ScriptAsync("remove", _folder);
    }

    private void Abandon(PosixSignalContext signal)
    {
        if (_folder is not null) ScriptAsync("remove", _folder).GetAwaiter().GetResult();
        Environment.Exit(128 + (signal.Signal == PosixSignal.SIGINT ? 2 : 15));
    }

    private static Task<IConnection> ConnectAsync(string address) =>
        new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();

    private static async Task ScriptAsync(string verb, string folder, [CallerFilePath] string here = "")
    {
        var script = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "broker.sh");
        using var bash = System.Diagnostics.Process.Start(new ProcessStartInfo("bash", [script, verb, folder]))!;
        await bash.WaitForExitAsync();
        if (bash.ExitCode != 0) throw new InvalidOperationException($"'{script} {verb}' ended with {bash.ExitCode}. Install rabbitmq-server, or name a broker with --amqp.");
    }
}
