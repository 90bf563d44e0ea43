using ActorBus.Brokers;

namespace ActorBus.Distribution.Bridges;

/// <summary>Subscriptions to several queues that live and end together and share one prefetch.</summary>
/// <remarks>
/// When one is ended from outside the others are stopped first and then the end is told, so that every delivery of theirs comes
/// before it and can still be settled.
/// </remarks>
internal sealed class SubscriptionSet : IBrokerSubscription
{
    private readonly IBrokerSubscription[] _subscriptions;

    private SubscriptionSet(IBrokerSubscription[] subscriptions) => _subscriptions = subscriptions;

    public string Queue => string.Join(", ", _subscriptions.Select(subscription => subscription.Queue));

    /// <summary>Subscribes to all queues, or to none.</summary>
    public static async Task<IBrokerSubscription> OpenAsync(
        IBrokerConnection connection, IReadOnlyList<string> queues, int prefetch, Action<Delivery> onDelivery,
        Action<ConsumerStopped> onStopped, CancellationToken cancellationToken)
    {
        if (queues.Count == 1)
            return await connection.ConsumeAsync(queues[0], prefetch, onDelivery, onStopped, cancellationToken).ConfigureAwait(false);

        var opened = new List<IBrokerSubscription>();
        var complete = new TaskCompletionSource<SubscriptionSet?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = 0;
        try
        {
            foreach (var queue in queues)
            {
                opened.Add(await connection.ConsumeAsync(
                    queue, Math.Max(1, prefetch / queues.Count), onDelivery, stopped => _ = EndAsync(stopped), cancellationToken).ConfigureAwait(false));
            }
        }
        catch
        {
            complete.SetResult(null);
            foreach (var subscription in opened) await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var set = new SubscriptionSet([.. opened]);
        complete.SetResult(set);
        return set;

        async Task EndAsync(ConsumerStopped stopped)
        {
            if (Interlocked.Exchange(ref ended, 1) != 0 || await complete.Task.ConfigureAwait(false) is not { } whole) return;
            try
            {
                await whole.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (BrokerException gone)
            {
                stopped = stopped with { Reason = $"{stopped.Reason}; the other queues could not be given up: {gone.Message}" };
            }

            onStopped(stopped);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(_subscriptions.Select(subscription => subscription.StopAsync(cancellationToken)));

    public async ValueTask DisposeAsync() => await Task.WhenAll(_subscriptions.Select(subscription => subscription.DisposeAsync().AsTask())).ConfigureAwait(false);
}
