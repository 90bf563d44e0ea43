using System.Runtime.CompilerServices;
using ActorBus.Brokers;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.InMemory;

/// <summary>A message broker inside the process, for embedded use and for tests; it behaves as RabbitMQ does.</summary>
/// <remarks>
/// Services of one process that share an instance can talk to each other. Everything on it is gone with it. It calls its users
/// on the thread pool, one call per connection at a time, in order, and never from within a call of theirs.
/// </remarks>
public sealed class InMemoryBroker : IBroker
{
    /// <summary>The word that chooses it in configuration.</summary>
    internal const string Kind = "in-memory";

    private static readonly ConditionalWeakTable<IServiceProvider, InMemoryBroker> Unregistered = [];
    private readonly VirtualHost _host;

    /// <summary>Creates an empty broker.</summary>
    /// <param name="options">Null for the defaults.</param>
    public InMemoryBroker(InMemoryBrokerOptions? options = null)
    {
        _host = new VirtualHost(options ?? new InMemoryBrokerOptions());
        Control = new InMemoryBrokerControl(_host);
    }

    /// <inheritdoc/>
    public string Name => Kind;

    /// <inheritdoc/>
    public string Address => "the in-memory broker";

    /// <summary>The operator's side of the broker: look at it, take things away, let things fail.</summary>
    public InMemoryBrokerControl Control { get; }

    /// <summary>Returns the broker that all services of a host share: the one in its container, else one of its own.</summary>
    internal static InMemoryBroker OfHost(IServiceProvider services) =>
        services.GetService<InMemoryBroker>() ?? Unregistered.GetValue(services, static _ => new InMemoryBroker());

    /// <inheritdoc/>
    public async Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onEvent);
        return await _host.Ask(() => _host.Connect(purpose, onEvent), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes all connections and forgets all messages.</summary>
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
