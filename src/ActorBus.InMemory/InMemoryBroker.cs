using System.Runtime.CompilerServices;
using ActorBus.Brokers;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.InMemory;

/// <summary>Represents a message broker inside the process, for embedded use and tests, which behaves like RabbitMQ.</summary>
/// <remarks>
/// Services of one process that share an instance can communicate with each other. All data is lost with the instance. Callbacks run on the thread
/// pool, one at a time and in order for each connection, and never from within a call to the broker.
/// </remarks>
public sealed class InMemoryBroker : IBroker
{
    /// <summary>The name that chooses it in configuration.</summary>
    internal const string Kind = "in-memory";

    private static readonly ConditionalWeakTable<IServiceProvider, InMemoryBroker> Unregistered = [];
    private readonly VirtualHost _host;

    /// <summary>The core of the broker.</summary>
    internal VirtualHost Host => _host;

    /// <summary>Initializes an empty broker.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    public InMemoryBroker(InMemoryBrokerOptions? options = null)
    {
        _host = new VirtualHost(options ?? new InMemoryBrokerOptions());
        Control = new InMemoryBrokerControl(_host);
    }

    /// <inheritdoc/>
    public string Name => Kind;

    /// <inheritdoc/>
    public string Address => "the in-memory broker";

    /// <summary>The control interface of the broker: inspect it, remove messages and queues, and simulate failures.</summary>
    public InMemoryBrokerControl Control { get; }

    /// <summary>
    /// Returns the broker shared by all services of a host: the one in its container or, without one, a broker created for the host.
    /// </summary>
    internal static InMemoryBroker OfHost(IServiceProvider services) =>
        services.GetService<InMemoryBroker>() ?? Unregistered.GetValue(services, static _ => new InMemoryBroker());

    /// <inheritdoc/>
    public async Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        return await _host.Ask(() => _host.Connect(purpose, onEvent), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes all connections and drops all queues with their messages.</summary>
    public async ValueTask DisposeAsync()
    {
        await Control.CloseConnectionsAsync("the in-memory broker was disposed").ConfigureAwait(false);
        await _host.Ask(Shut).ConfigureAwait(false);
    }

    private bool Shut()
    {
        _host.Unreachable = new BrokerException(
            "Could not connect: the in-memory broker was disposed. Create another one.", isTransient: false);
        foreach (var queue in _host.Topology.Queues.ToArray()) _host.DeleteQueue(queue, "the in-memory broker was disposed");
        return true;
    }
}
