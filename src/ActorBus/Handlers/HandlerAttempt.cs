using ActorBus.Recovery;

namespace ActorBus.Handlers;

/// <summary>One try of a handler at a message from outside: what its failure means, and the routee that is kept for the next try.</summary>
/// <remarks>
/// Whoever carries the delivery makes one for each try and closes it when the dispatch has ended. In between the supervisor of the routee decides
/// at most once. It may do so after the close, when the dispatch ended by its time limit; then no routee is kept.
/// </remarks>
/// <param name="policy">What to do when the handler fails.</param>
/// <param name="retriesAtOnce">How many immediate retries are left.</param>
/// <param name="routee">The routee that was kept for this try; null for any.</param>
internal sealed class HandlerAttempt(FailurePolicy policy, int retriesAtOnce, RouteeSlot? routee)
{
    private static readonly object Closed = new();
    private object? _routee = routee;
    private FailureAction _decision;
    private Exception? _decidedOn;

    /// <summary>What to do when the handler fails.</summary>
    public FailurePolicy Policy => policy;

    /// <summary>How many immediate retries are left.</summary>
    public int RetriesAtOnce => retriesAtOnce;

    /// <summary>Returns what the supervisor decided on a failure; null when it is another one than that of the handler.</summary>
    public FailureAction? DecisionOn(Exception cause) => ReferenceEquals(Volatile.Read(ref _decidedOn), cause) ? _decision : null;

    /// <summary>Takes the routee that was kept for this try; null when there is none.</summary>
    public RouteeSlot? TakeRoutee() =>
        // Closed meanwhile it stays closed, or a routee could be kept that nobody releases.
        Volatile.Read(ref _routee) is RouteeSlot kept && Interlocked.CompareExchange(ref _routee, null, kept) == kept ? kept : null;

    /// <summary>The supervisor has decided.</summary>
    /// <param name="action">What becomes of the message.</param>
    /// <param name="cause">What the handler threw.</param>
    /// <param name="failed">The routee that failed, to be kept for the next try; null when it goes on with other messages.</param>
    /// <returns>True when the routee is reserved; the caller of <see cref="Close"/> then releases it or passes it on.</returns>
    public bool Decide(FailureAction action, Exception cause, RouteeSlot? failed)
    {
        _decision = action;
        Volatile.Write(ref _decidedOn, cause);
        return failed is not null && Interlocked.CompareExchange(ref _routee, failed, null) is null;
    }

    /// <summary>Ends the attempt.</summary>
    /// <returns>The routee that is kept, now the caller's to pass on or to release; null when there is none.</returns>
    public RouteeSlot? Close() => Interlocked.Exchange(ref _routee, Closed) as RouteeSlot;
}
