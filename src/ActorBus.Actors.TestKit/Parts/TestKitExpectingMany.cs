using System.Runtime.CompilerServices;

namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that expects one of several messages, several in any order, or one from a certain sender.</summary>
public abstract class TestKitExpectingMany : TestKitExpecting
{
    private protected TestKitExpectingMany()
    {
    }

    /// <summary>The next message must be equal to one of these.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that came.</returns>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAnyOfAsync(messages, cancellationToken));

    /// <inheritdoc cref="ExpectMsgAnyOf"/>
    public async ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default)
    {
        var wanted = messages.ToList();
        var (success, envelope) = await TryReceiveOneAsync(RemainingOrDefault, cancellationToken);
        State.Assertions.AssertTrue(success, "Expected one of [{0}], but nothing came.", string.Join(", ", wanted));
        if (envelope.Message is T message && wanted.Contains(message))
            return message;
        State.Assertions.Fail("Expected one of [{0}], but {1} came.", string.Join(", ", wanted), envelope);
        throw new InvalidOperationException("Fail returned.");
    }

    /// <summary>The next messages must be these, in any order.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="messages">The messages.</param>
    /// <returns>The messages in the order they came.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => Collect(AllOfAsync(RemainingOrDefault, messages));

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Collect(AllOfAsync(RemainingOrDefault, messages, cancellationToken));

    /// <summary>The next messages must be these, in any order.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="max">How long to wait for all of them, dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <returns>The messages in the order they came.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => Collect(AllOfAsync(Dilated(max), messages));

    /// <inheritdoc cref="ExpectMsgAllOf{T}(TimeSpan, T[])"/>
    /// <param name="max">How long to wait for all of them, dilated.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Collect(AllOfAsync(Dilated(max), messages, cancellationToken));

    /// <inheritdoc cref="ExpectMsgAllOf{T}(IReadOnlyCollection{T}, CancellationToken)"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOfAsync(RemainingOrDefault, messages, cancellationToken);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(TimeSpan, IReadOnlyCollection{T}, CancellationToken)"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        AllOfAsync(Dilated(max), messages, cancellationToken);

    /// <summary>The next message must be of a type and come from an actor.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="duration">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken));

    /// <summary>The next message must be equal to this one and come from an actor.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="message">The message.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that came.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, message, timeout, hint, cancellationToken));

    /// <summary>The next message must fulfil a condition and come from an actor.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sender">The actor.</param>
    /// <param name="isMessage">The condition.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsgFrom<T>(
        IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgFromAsync(sender, isMessage, timeout, hint, cancellationToken));

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, actual) = await NextAsync<T>(duration, hint, cancellationToken);
        CheckSender(sender, actual, message, hint);
        return message;
    }

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, T, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (actualMessage, actual) = await NextAsync<T>(timeout, hint, cancellationToken, message);
        State.Assertions.AssertEqual(message, actualMessage, "The message that came is not the expected one{0}.", Hint(hint));
        CheckSender(sender, actual, actualMessage, hint);
        return actualMessage;
    }

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Predicate{T}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, actual) = await NextAsync<T>(timeout, hint, cancellationToken);
        State.Assertions.AssertTrue(isMessage(message), "The message {0} does not fulfil the condition{1}.", message, Hint(hint));
        CheckSender(sender, actual, message, hint);
        return message;
    }

    /// <summary>Fails when not all came, with what is missing and what came instead.</summary>
    private protected void CheckAll(int expected, int came, TimeSpan max, IReadOnlyCollection<object?> missing, IReadOnlyCollection<object?> unexpected)
    {
        State.Assertions.AssertTrue(
            missing.Count == 0 || came == expected,
            "Timeout ({0}) while expecting {1} messages: {2} came. Missing: [{3}]. Came instead: [{4}].",
            max, expected, came, string.Join(", ", missing), string.Join(", ", unexpected));
        if (missing.Count > 0)
        {
            State.Assertions.Fail(
                "not found [{1}] found unexpected [{2}] among the {0} messages expected.",
                expected, string.Join(", ", missing), string.Join(", ", unexpected));
        }
    }

    private void CheckSender<T>(IActorRef expected, IActorRef actual, T message, string? hint) => State.Assertions.AssertTrue(
        actual.Equals(expected) || expected.Equals(actual), "Expected {0} from {1}, but it came from {2}{3}.", message, expected, actual, Hint(hint));

    private async IAsyncEnumerable<T> AllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + max;
        List<object?> missing = [.. messages];
        List<object?> unexpected = [];
        List<T> found = [];
        for (var i = 0; i < messages.Count; i++)
        {
            var (success, envelope) = await TryReceiveOneAsync(Shorter(end - Now, null), cancellationToken);
            if (!success)
                break;
            if (envelope.Message is T message && missing.Remove(message))
                found.Add(message);
            else
                unexpected.Add(envelope.Message);
        }

        CheckAll(messages.Count, found.Count + unexpected.Count, max, missing, unexpected);
        foreach (var message in found)
            yield return message;
    }
}
