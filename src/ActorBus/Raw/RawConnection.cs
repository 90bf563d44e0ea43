using ActorBus.Brokers;
using Microsoft.Extensions.Logging;

namespace ActorBus.Raw;

/// <summary>The connection for publishing raw messages, created on demand and again after it was lost.</summary>
/// <remarks>
/// All who publish at the same time share one attempt to connect. When it fails, they fail with its error, and so does everyone who comes within a
/// second; otherwise each message would try a broker that is down anew, one after the other.
/// </remarks>
internal sealed class RawConnection(IBroker broker, QueueMismatch onMismatch, ILogger log, TimeProvider time) : IAsyncDisposable
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan FailureLasts = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private Task<Link>? _opening;
    private long _failedAt;
    private volatile bool _disposed;

    /// <summary>Declares what was not yet declared on this connection, and publishes.</summary>
    /// <exception cref="BrokerException">The broker cannot be reached, or refuses a declaration.</exception>
    public async Task<PublishOutcome> PublishAsync(Topology topology, OutgoingMessage message, CancellationToken cancellationToken)
    {
        // The attempt belongs to all who wait for it: whoever stops waiting does not end it.
        var link = await OpenAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await DeclareAsync(link, topology, cancellationToken).ConfigureAwait(false);
        await link.Places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var outcome = link.Connection.PublishAsync(message);
        _ = outcome.ContinueWith(
            (_, state) => ((SemaphoreSlim)state!).Release(), link.Places, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection after the declarations that are under way; later publishes fail.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<Link>? opening;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            opening = _opening;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (opening is not null) await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lifetime.Dispose();
        if (opening is not { IsCompletedSuccessfully: true }) return;
        var link = await opening.ConfigureAwait(false);
        await link.Turn.WaitAsync().ConfigureAwait(false);
        link.Turn.Release();
        await link.Connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Returns the connection, the attempt that is under way, the failure of a moment ago, or else a new attempt.</summary>
    private Task<Link> OpenAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_opening is { } opening && IsOfUse(opening)) return opening;
            _opening = ConnectAsync(_opening);
            // All who waited may have gone: nobody else looks at the error then.
            _ = _opening.ContinueWith(
                failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return _opening;
        }
    }

    private bool IsOfUse(Task<Link> opening) =>
        !opening.IsCompleted
        || (opening.IsCompletedSuccessfully ? opening.Result.Connection.IsOpen : time.GetElapsedTime(Volatile.Read(ref _failedAt)) < FailureLasts);

    private async Task<Link> ConnectAsync(Task<Link>? previous)
    {
        // Never on the stack of the caller, who holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (previous is { IsCompletedSuccessfully: true }) await previous.Result.Connection.DisposeAsync().ConfigureAwait(false);
            var connection = await broker.ConnectAsync(ConnectionPurpose.Publish, OnHappened, _lifetime.Token).ConfigureAwait(false);
            return new Link(connection, new SemaphoreSlim(connection.MaxOutstandingPublishes), new SemaphoreSlim(1), []);
        }
        catch (OperationCanceledException) when (_disposed)
        {
            throw new ObjectDisposedException(GetType().FullName);
        }
        finally
        {
            Volatile.Write(ref _failedAt, time.GetTimestamp());
        }
    }

    private void OnHappened(ConnectionEvent happened)
    {
        if (happened is ConnectionEvent.Closed closed && !_disposed) log.ConnectionLost(broker.Address, closed.Reason);
    }

    private async Task DeclareAsync(Link link, Topology topology, CancellationToken cancellationToken)
    {
        object[] all = [.. topology.Exchanges, .. topology.Queues, .. topology.Bindings];
        if (all.Length == 0) return;
        await link.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (all.All(link.Declared.Contains)) return;
            await link.Connection.DeclareAsync(topology, onMismatch, log, cancellationToken).ConfigureAwait(false);
            if (link.Declared.Count > MostRemembered) link.Declared.Clear();
            link.Declared.UnionWith(all);
        }
        finally
        {
            link.Turn.Release();
        }
    }

    /// <summary>An open connection.</summary>
    /// <param name="Connection">The connection.</param>
    /// <param name="Places">As many places as publishes may be without an outcome.</param>
    /// <param name="Turn">Held by whoever declares, and thereby uses <paramref name="Declared"/>.</param>
    /// <param name="Declared">What was declared on it.</param>
    private sealed record Link(IBrokerConnection Connection, SemaphoreSlim Places, SemaphoreSlim Turn, HashSet<object> Declared);
}
