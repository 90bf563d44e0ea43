namespace ActorBus.Recovery;

/// <summary>The dead letters of one service: look at them, send them back to the handler that failed, or throw them away.</summary>
/// <remarks>
/// <para>
/// Looking goes through the whole queue: it takes all messages for a moment and gives them back in their order. While somebody
/// else does the same, each sees a part only (<see cref="DeadLetterPage.IsPartial"/>). Dead letters that arrive meanwhile are left for the next call.
/// </para>
/// <para>
/// A replay goes to the failing service's own queue and there to the handler that failed, with a fresh count of attempts; the
/// dead letter is removed only when the broker has confirmed the copy. However many replay at a time, each dead letter is
/// replayed once; only a connection that is lost between the confirmation and the removal leaves it there as well.
/// </para>
/// <para>Every member fails with <see cref="Brokers.BrokerException"/> when the broker cannot be reached. Thread-safe.</para>
/// </remarks>
public interface IDeadLetters
{
    /// <summary>How many there are.</summary>
    /// <param name="filter">Which; null for all, which is told without looking at them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<long> CountAsync(DeadLetterFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Lists some.</summary>
    /// <param name="query">Which; null for the newest 20.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DeadLetterPage> ListAsync(DeadLetterQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Shows one in full.</summary>
    /// <exception cref="DeadLetterException">There is none with this entry id.</exception>
    Task<DeadLetterDetails> ShowAsync(string entryId, CancellationToken cancellationToken = default);

    /// <summary>Replays one, changed first if wanted.</summary>
    /// <exception cref="DeadLetterException">There is none with this entry id, or it could not be replayed and is still there.</exception>
    Task ReplayAsync(string entryId, DeadLetterEdit? edit = null, CancellationToken cancellationToken = default);

    /// <summary>Replays some, oldest first.</summary>
    /// <param name="filter">Which; <see cref="DeadLetterFilter.All"/> for all.</param>
    /// <param name="options">How fast; null for as fast as the broker takes them.</param>
    /// <param name="cancellationToken">Stops; what was replayed stays replayed, the others stay dead letters.</param>
    /// <returns>How many were replayed.</returns>
    /// <exception cref="DeadLetterException">An entry id is unknown, or the broker refused one; the others are said to be done or are still there.</exception>
    Task<long> ReplayAsync(DeadLetterFilter filter, ReplayOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes some for good.</summary>
    /// <param name="filter">Which; <see cref="DeadLetterFilter.All"/> for all.</param>
    /// <param name="progress">Told after each one how many were deleted so far; it returns at once and does not throw. Null to tell nobody.</param>
    /// <param name="cancellationToken">Stops; what was deleted stays deleted.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="DeadLetterException">An entry id is unknown; the others are deleted.</exception>
    Task<long> DeleteAsync(DeadLetterFilter filter, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
