using ActorBus.Brokers;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>The connection for publishing raw messages, created on demand and again after it was lost.</summary>
internal sealed class RawConnection(IBroker broker, QueueMismatch onMismatch, ILogger log) : IAsyncDisposable
{
    private const int MostRemembered = 10_000;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<object> _declared = [];
    private SemaphoreSlim _places = new(1);
    private IBrokerConnection? _connection;
    private volatile bool _disposed;

    /// <summary>Declares what was not yet declared on this connection, and publishes.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached, or refuses a declaration.</exception>
    public async Task<PublishOutcome> PublishAsync(Topology topology, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (connection, places) = await ConnectAsync(topology, cancellationToken).ConfigureAwait(false);
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var outcome = connection.PublishAsync(message);
        _ = outcome.ContinueWith(
            (_, state) => ((SemaphoreSlim)state!).Release(), places, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection; later publishes fail.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        _disposed = true;
        _turn.Release();
        if (_connection is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<(IBrokerConnection Connection, SemaphoreSlim Places)> ConnectAsync(Topology topology, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_connection is not { IsOpen: true } connection)
            {
                _declared.Clear();
                if (_connection is { } lost) await lost.DisposeAsync().ConfigureAwait(false);
                _connection = connection = await broker.ConnectAsync(ConnectionPurpose.Publish, OnHappened, cancellationToken).ConfigureAwait(false);
                _places = new SemaphoreSlim(connection.MaxOutstandingPublishes);
            }

            await DeclareAsync(connection, topology, cancellationToken).ConfigureAwait(false);
            return (connection, _places);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void OnHappened(ConnectionEvent happened)
    {
        if (happened is ConnectionEvent.Closed closed && !_disposed) log.ConnectionLost(broker.Address, closed.Reason);
    }

    private async Task DeclareAsync(IBrokerConnection connection, Topology topology, CancellationToken cancellationToken)
    {
        object[] all = [.. topology.Exchanges, .. topology.Queues, .. topology.Bindings];
        if (all.All(_declared.Contains)) return;
        await connection.DeclareAsync(topology, onMismatch, log, cancellationToken).ConfigureAwait(false);
        if (_declared.Count > MostRemembered) _declared.Clear();
        _declared.UnionWith(all);
    }
}
