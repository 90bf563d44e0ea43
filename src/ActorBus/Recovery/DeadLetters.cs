using ActorBus.Brokers;
using ActorBus.Diagnostics;
using ActorBus.Distribution;
using ActorBus.Distribution.Profiles;
using ActorBus.Distribution.Topologies;
using ActorBus.Handlers;
using ActorBus.Messages;
using Microsoft.Extensions.Logging;

namespace ActorBus.Recovery;

/// <summary>Operates on a dead letter queue through separate connections for each call.</summary>
/// <remarks>
/// Every call scans the whole queue. Stopping early would break the order: a quorum queue puts returned messages behind everything else that was ever
/// returned, and after one scan that is the whole queue.
/// </remarks>
/// <param name="broker">The broker of the queue.</param>
/// <param name="queue">The dead letter queue.</param>
/// <param name="target">The service's own queue, to which replays go.</param>
/// <param name="consumed">The other queues to which replays may go: the broker returns there what it removed from them.</param>
/// <param name="log">Logs what was replayed or deleted.</param>
/// <param name="time">The clock.</param>
internal sealed class DeadLetters(IBroker broker, string queue, string target, IReadOnlyCollection<string> consumed, ILogger log, TimeProvider time) : IDeadLetters
{
    private const int MostListed = 1_000;
    private const int FarthestIn = 10_000;

    /// <summary>RabbitMQ takes back a delivery that is unsettled for 30 minutes; a slow replay starts a new scan well before that.</summary>
    private static readonly TimeSpan LongestScan = TimeSpan.FromMinutes(10);

    /// <summary>Returns the dead letters of a service with these options.</summary>
    /// <param name="broker">The broker of the queue.</param>
    /// <param name="options">The options of the service.</param>
    /// <param name="handlers">The handlers of the service; the queues it consumes follow from them.</param>
    /// <param name="log">Logs what was replayed or deleted.</param>
    /// <param name="time">The clock.</param>
    public static DeadLetters Of(IBroker broker, DistributionOptions options, HandlerRegistry handlers, ILogger log, TimeProvider time)
    {
        var profile = WireProfiles.Create(options);
        string[] consumed = [.. profile.ConsumedQueues(OwnTopology.Service(options, handlers)), .. RawQueuesOf(options)];
        return new DeadLetters(broker, QueueNames.DeadLetters(options.ServiceName), profile.OwnQueue(options.ServiceName), consumed, log, time);
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(DeadLetterFilter? filter = null, CancellationToken cancellationToken = default)
    {
        var scan = await DeadLetterScan.BeginAsync(broker, queue, time, cancellationToken).ConfigureAwait(false);
        await using var ending = scan.ConfigureAwait(false);
        if (filter is null || filter == DeadLetterFilter.All) return scan.Waiting;
        var count = 0L;
        while (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is { } delivery)
        {
            scan.Hold();
            if (filter.Matches(DeadLetterReader.Read(delivery.Message))) count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task<DeadLetterPage> ListAsync(DeadLetterQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new DeadLetterQuery();
        Check(query);
        var order = Comparer<(DateTimeOffset, long)>.Create(
            query.OldestFirst ? (one, other) => other.CompareTo(one) : (one, other) => one.CompareTo(other));
        var foremost = new PriorityQueue<DeadLetterEntry, (DateTimeOffset, long)>(order);
        var matching = 0L;
        var scan = await DeadLetterScan.BeginAsync(broker, queue, time, cancellationToken).ConfigureAwait(false);
        await using (scan.ConfigureAwait(false))
        {
            while (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is { } delivery)
            {
                scan.Hold();
                var entry = DeadLetterReader.Read(delivery.Message);
                if (!query.Filter.Matches(entry)) continue;
                foremost.Enqueue(entry, (entry.LastFailedAt ?? DateTimeOffset.MinValue, matching++));
                if (foremost.Count > query.Offset + query.Limit) foremost.Dequeue();
            }
        }

        var page = foremost.UnorderedItems.OrderByDescending(item => item.Priority, order).Skip(query.Offset).Select(item => item.Element);
        return new DeadLetterPage([.. page], matching, scan.IsPartial);
    }

    /// <inheritdoc/>
    public async Task<DeadLetterDetails> ShowAsync(string entryId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(entryId);
        BrokerMessage? found = null;
        var scan = await DeadLetterScan.BeginAsync(broker, queue, time, cancellationToken).ConfigureAwait(false);
        await using var ending = scan.ConfigureAwait(false);
        while (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is { } delivery)
        {
            scan.Hold();
            if (found is null && DeadLetterReader.Read(delivery.Message).EntryId == entryId) found = delivery.Message;
        }

        return found is null ? throw Unknown([entryId], 0) : DeadLetterReader.ReadInFull(found);
    }

    /// <inheritdoc/>
    public Task ReplayAsync(string entryId, DeadLetterEdit? edit = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(entryId);
        return ReplayAsync(DeadLetterFilter.Entries(entryId), new ReplayOptions(), edit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> ReplayAsync(DeadLetterFilter filter, ReplayOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        options ??= new ReplayOptions();
        if (options.MaxPerSecond is { } rate && !(rate > 0))
            throw new ArgumentException($"Nothing was replayed at {rate} a second. Use a rate above 0, or null for no limit.", nameof(options));
        return ReplayAsync(filter, options, edit: null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> DeleteAsync(DeadLetterFilter filter, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var choice = new DeadLetterChoice(filter);
        var done = 0L;
        try
        {
            var scan = await DeadLetterScan.BeginAsync(broker, queue, time, cancellationToken).ConfigureAwait(false);
            await using var ending = scan.ConfigureAwait(false);
            while (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is { } delivery)
            {
                if (!choice.Takes(DeadLetterReader.Read(delivery.Message)))
                {
                    scan.Hold();
                }
                else if (delivery.Settle(Settlement.Ack) == SettleResult.Settled)
                {
                    scan.Removed = ++done;
                    progress?.Report(done);
                }
            }
        }
        finally
        {
            if (done > 0) log.DeadLettersDeleted(queue, done);
        }

        return choice.Missing is { Count: > 0 } missing ? throw Unknown(missing, done) : done;
    }

    private async Task<long> ReplayAsync(
        DeadLetterFilter filter, ReplayOptions options, DeadLetterEdit? edit, CancellationToken cancellationToken)
    {
        if (edit is not null) _ = Metadata.From(edit.Metadata);
        var choice = new DeadLetterChoice(filter);
        var startedAt = time.GetUtcNow();
        var publisher = await broker.ConnectAsync(ConnectionPurpose.Publish, _ => { }, cancellationToken).ConfigureAwait(false);
        await using var closing = publisher.ConfigureAwait(false);
        var replayer = new DeadLetterReplayer(publisher, options, [target, .. consumed], time);
        try
        {
            // A message that fails again in the meantime is a new dead letter and waits for the next replay.
            while (await ReplayOnceThroughAsync(choice, replayer, edit, cancellationToken).ConfigureAwait(false))
                choice = choice.Before(startedAt);
        }
        finally
        {
            if (replayer.Done > 0) log.DeadLettersReplayed(queue, target, replayer.Done);
        }

        if (replayer.Failure is { } failure)
        {
            throw new DeadLetterException(
                $"The replay of queue '{queue}' stopped after {Printable.Count(replayer.Done, "dead letter")}: {failure}. The others are still there.", replayer.Done);
        }

        if (replayer.Refusal is { } refusal)
        {
            throw new DeadLetterException(
                $"{refusal} Replayed were {Printable.Count(replayer.Done, "dead letter")}; those refused are still in queue '{queue}'.", replayer.Done);
        }

        return choice.Missing is { Count: > 0 } missing ? throw Unknown(missing, replayer.Done) : replayer.Done;
    }

    private string Target(BrokerMessage letter) => ReplayMessage.QueueOf(letter, target);

    /// <returns>True when the scan took so long that a new one is needed.</returns>
    private async Task<bool> ReplayOnceThroughAsync(
        DeadLetterChoice choice, DeadLetterReplayer replayer, DeadLetterEdit? edit, CancellationToken cancellationToken)
    {
        var scan = await DeadLetterScan.BeginAsync(broker, queue, time, cancellationToken).ConfigureAwait(false);
        await using var ending = scan.ConfigureAwait(false);
        var before = replayer.Done;
        try
        {
            while (replayer.Failure is null)
            {
                if (time.GetElapsedTime(scan.StartedAt) > LongestScan) return true;
                if (await scan.NextAsync(cancellationToken).ConfigureAwait(false) is not { } delivery) break;
                var entry = DeadLetterReader.Read(delivery.Message);
                if (choice.Takes(entry) && replayer.Accepts(entry, Target(delivery.Message)))
                    await replayer.BeginAsync(delivery, ReplayMessage.Of(delivery.Message, Target(delivery.Message), edit), cancellationToken).ConfigureAwait(false);
                else
                    scan.Hold();
            }

            return false;
        }
        finally
        {
            // No delivery may return to the queue while its copy is being published.
            await replayer.FinishAsync().ConfigureAwait(false);
            scan.Removed = replayer.Done - before;
        }
    }

    private static IEnumerable<string> RawQueuesOf(DistributionOptions options) => options.Raw is not { } raw ? [] : raw.Consumers.Values
        .Select(one => one.Events is { } pattern ? PigeonProfile.EventQueue(pattern, raw.AppName) : one.Queue).OfType<string>();

    private DeadLetterException Unknown(IReadOnlyCollection<string> entryIds, long done) => new(
        $"Queue '{queue}' has no dead letter '{string.Join("', '", entryIds.Take(10))}'{(entryIds.Count > 10 ? $" and {entryIds.Count - 10} more" : "")}"
        + $"{(done > 0 ? $"; the other {done} are done" : "")}. It may have been replayed or deleted, or somebody else is looking at it; list the dead letters.",
        done);

    private static void Check(DeadLetterQuery query)
    {
        ArgumentNullException.ThrowIfNull(query.Filter);
        if (query.Offset >= 0 && query.Limit is > 0 and <= MostListed && query.Offset + (long)query.Limit <= FarthestIn) return;
        throw new ArgumentException(
            $"Dead letters cannot be listed with offset {query.Offset} and limit {query.Limit}. Use an offset of 0 or more and a limit of 1 to "
            + $"{MostListed}, together at most {FarthestIn}; beyond that use a filter.", nameof(query));
    }
}
