namespace ActorBus.Recovery;

/// <summary>Provides access to the dead letters of one service: inspect them, replay them to the handler that failed, or delete them.</summary>
/// <remarks>
/// <para>
/// Reading scans the whole queue: it takes all messages for a moment and returns them in their order. When several readers scan at the same time,
/// each sees only a part (<see cref="DeadLetterPage.IsPartial"/>). Dead letters that arrive in the meantime are left for the next call.
/// </para>
/// <para>
/// A replay goes to the own queue of the service and there to the handler that failed, with a fresh count of attempts. The dead letter is removed
/// only when the broker has confirmed the copy. Even with concurrent replays each dead letter is replayed once; only when a connection is lost
/// between the confirmation and the removal does the dead letter remain as well.
/// </para>
/// <para>
/// What the broker itself dead-lettered returns to the queue in which it was, if the service consumes that queue, through handlers or through a
/// raw consumer of its options; <see cref="ReplayOptions.ToAnyQueue"/> allows any other.
/// </para>
/// <para>Every member fails with <see cref="Brokers.BrokerException"/> when the broker cannot be reached. Thread-safe.</para>
/// </remarks>
public interface IDeadLetters
{
    /// <summary>Returns the number of dead letters.</summary>
    /// <param name="filter">Selects the dead letters to count; null for all, which are counted without reading them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<long> CountAsync(DeadLetterFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Lists dead letters.</summary>
    /// <param name="query">Selects the page; null for the newest 20.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<DeadLetterPage> ListAsync(DeadLetterQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Returns one dead letter with its full content.</summary>
    /// <exception cref="DeadLetterException">No dead letter has this entry id.</exception>
    Task<DeadLetterDetails> ShowAsync(string entryId, CancellationToken cancellationToken = default);

    /// <summary>Replays one dead letter, optionally after an edit.</summary>
    /// <exception cref="DeadLetterException">No dead letter has this entry id, or it could not be replayed and is still in the queue.</exception>
    Task ReplayAsync(string entryId, DeadLetterEdit? edit = null, CancellationToken cancellationToken = default);

    /// <summary>Replays dead letters, oldest first.</summary>
    /// <param name="filter">Selects the dead letters; <see cref="DeadLetterFilter.All"/> for all.</param>
    /// <param name="options">The options of the replay, such as its rate; null for no rate limit.</param>
    /// <param name="cancellationToken">Stops the replay; what was replayed stays replayed, the rest stay dead letters.</param>
    /// <returns>The number of dead letters replayed.</returns>
    /// <exception cref="DeadLetterException">
    /// An entry id is unknown, the broker refused a message, or a dead letter would go to a queue that the service does not consume. The text says how many were replayed; the rest are still in the queue.
    /// </exception>
    Task<long> ReplayAsync(DeadLetterFilter filter, ReplayOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes dead letters permanently.</summary>
    /// <param name="filter">Selects the dead letters; <see cref="DeadLetterFilter.All"/> for all.</param>
    /// <param name="progress">
    /// Receives the number deleted so far after each deletion; must return immediately and not throw. Null for no reports.
    /// </param>
    /// <param name="cancellationToken">Stops the deletion; what was deleted stays deleted.</param>
    /// <returns>The number of dead letters deleted.</returns>
    /// <exception cref="DeadLetterException">An entry id is unknown; all others have been deleted.</exception>
    Task<long> DeleteAsync(DeadLetterFilter filter, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
