using ActorBus.Brokers;
using ActorBus.Distribution.Bridges;

namespace ActorBus.Distribution;

/// <summary>What a service does on all its brokers, started and stopped together. The first is the default one.</summary>
internal sealed class DistributionSet(IReadOnlyList<DistributionRuntime> all, DeliveryBudget budget)
{
    /// <summary>Every broker's part.</summary>
    public IReadOnlyList<DistributionRuntime> All => all;

    /// <summary>That of the default broker.</summary>
    public DistributionRuntime Default => all[0];

    /// <summary>The state of every connection.</summary>
    public IReadOnlyCollection<BridgeStatus> Statuses => all.Count == 1 ? all[0].Statuses : [.. all.SelectMany(one => one.Statuses)];

    /// <summary>Begins to consume on every broker.</summary>
    /// <exception cref="BrokerException">A broker refuses, or did not come in time; the error names all that did not.</exception>
    public async Task StartAsync()
    {
        budget.Renew();
        var starts = all.Select(one => one.StartAsync()).ToArray();
        await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var errors = starts.Select(start => start.Exception?.InnerException).OfType<Exception>().ToArray();
        if (errors.Length == 0) return;
        if (errors.Length == 1 || !errors.All(error => error is BrokerException)) await Task.WhenAll(starts).ConfigureAwait(false);
        throw new BrokerException(
            $"{errors.Length} brokers cannot be used. {string.Join(' ', errors.Select(error => error.Message))}",
            errors.All(error => error is BrokerException { IsTransient: true }), new AggregateException(errors));
    }

    /// <summary>Stops consuming on every broker and finishes what runs; <see cref="StartAsync"/> begins again.</summary>
    /// <returns>False when something was not done at the deadline.</returns>
    public async Task<bool> StopConsumingAsync(TimeSpan timeout) =>
        (await Task.WhenAll(all.Select(one => one.StopConsumingAsync(timeout, forGood: false))).ConfigureAwait(false)).All(done => done);

    /// <summary>
    /// Stops consuming on every broker, then waits until what was sent is confirmed: what comes from one broker may be sent to
    /// another.
    /// </summary>
    /// <returns>False when something was not done at the deadline.</returns>
    public async Task<bool> DrainAsync(TimeSpan timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var stopped = await Task.WhenAll(all.Select(one => one.StopConsumingAsync(timeout, forGood: true))).ConfigureAwait(false);
            var rest = timeout - TimeProvider.System.GetElapsedTime(started);
            var flushed = await Task.WhenAll(all.Select(one => one.FlushAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero))).ConfigureAwait(false);
            return stopped.Concat(flushed).All(done => done);
        }
        finally
        {
            await Task.WhenAll(all.Select(one => one.EndAsync())).ConfigureAwait(false);
        }
    }
}
