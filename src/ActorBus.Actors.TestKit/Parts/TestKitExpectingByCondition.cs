using System.Runtime.CompilerServices;

namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that expects messages and senders that fulfil conditions.</summary>
public abstract class TestKitExpectingByCondition : TestKitExpectingMany
{
    private protected TestKitExpectingByCondition()
    {
    }

    /// <summary>The next message must fulfil a condition, and its sender another.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isSender">The condition for the sender.</param>
    /// <param name="isMessage">The condition for the message.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(isSender, isMessage, timeout, hint, cancellationToken));

    /// <summary>The next message must come from an actor and pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="assertMessage">The assertions.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, assertMessage, timeout, hint, cancellationToken));

    /// <summary>The next message and its sender must pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertSender">The assertions for the sender.</param>
    /// <param name="assertMessage">The assertions for the message.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(assertSender, assertMessage, timeout, hint, cancellationToken));

    /// <inheritdoc cref="ExpectMsgFrom{T}(Predicate{IActorRef}, Predicate{T}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, sender) = await NextAsync<T>(timeout, hint, cancellationToken);
        State.Assertions.AssertTrue(isSender(sender), "{0} came from {1}, which does not fulfil the condition{2}.", message, sender, Hint(hint));
        State.Assertions.AssertTrue(isMessage(message), "The message {0} does not fulfil the condition{1}.", message, Hint(hint));
        return message;
    }

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Action{T}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var message = await ExpectMsgFromAsync<T>(sender, timeout, hint, cancellationToken);
        assertMessage(message);
        return message;
    }

    /// <inheritdoc cref="ExpectMsgFrom{T}(Action{IActorRef}, Action{T}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, sender) = await NextAsync<T>(timeout, hint, cancellationToken);
        assertSender(sender);
        assertMessage(message);
        return message;
    }

    /// <summary>The next messages must each fulfil one of these conditions, in any order.</summary>
    /// <param name="predicates">The conditions.</param>
    /// <returns>The messages in the order they came.</returns>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        Collect(AllFittingAsync(RemainingOrDefault, predicates));

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(PredicateInfo[])"/>
    /// <param name="predicates">The conditions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        Collect(AllFittingAsync(RemainingOrDefault, predicates, cancellationToken));

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(PredicateInfo[])"/>
    /// <param name="max">How long to wait for all of them, dilated.</param>
    /// <param name="predicates">The conditions.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(TimeSpan max, params PredicateInfo[] predicates) =>
        Collect(AllFittingAsync(Dilated(max), predicates));

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(TimeSpan, PredicateInfo[])"/>
    /// <param name="max">How long to wait for all of them, dilated.</param>
    /// <param name="predicates">The conditions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        Collect(AllFittingAsync(Dilated(max), predicates, cancellationToken));

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(IReadOnlyCollection{PredicateInfo}, CancellationToken)"/>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        AllFittingAsync(RemainingOrDefault, predicates, cancellationToken);

    /// <inheritdoc cref="ExpectMsgAllOfMatchingPredicates(TimeSpan, IReadOnlyCollection{PredicateInfo}, CancellationToken)"/>
    public IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        AllFittingAsync(Dilated(max), predicates, cancellationToken);

    private async IAsyncEnumerable<object> AllFittingAsync(
        TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + max;
        List<PredicateInfo> missing = [.. predicates];
        List<object?> unexpected = [];
        List<object> found = [];
        for (var i = 0; i < predicates.Count; i++)
        {
            var (success, envelope) = await TryReceiveOneAsync(Shorter(end - Now, null), cancellationToken);
            if (!success)
                break;
            if (missing.Find(condition => condition.Fits(envelope.Message)) is not { } fulfilled)
            {
                unexpected.Add(envelope.Message);
                continue;
            }

            missing.Remove(fulfilled);
            found.Add(envelope.Message!);
        }

        CheckAll(predicates.Count, found.Count + unexpected.Count, max, missing, unexpected);
        foreach (var message in found)
            yield return message;
    }
}
