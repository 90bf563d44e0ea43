using System.Diagnostics.CodeAnalysis;

namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that says which message must come next.</summary>
/// <remarks>
/// A time that is given is dilated; without one the time left in the innermost Within counts, or the default. A failure says
/// what was expected and what came instead.
/// </remarks>
public abstract class TestKitExpecting : TestKitReceiving
{
    private protected TestKitExpecting()
    {
    }

    /// <summary>The next message must be of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="duration">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync<T>(duration, hint, cancellationToken));

    /// <summary>The next message must be equal to this one.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="message">The message; sequences are compared by their elements.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that came.</returns>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(message, timeout, hint, cancellationToken));

    /// <summary>The next message must be of a type and fulfil a condition.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">The condition.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(isMessage, timeout, hint, cancellationToken));

    /// <summary>The next message must be of a type and pass assertions.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assert">The assertions.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(assert, timeout, hint, cancellationToken));

    /// <summary>The next message must be of a type and fulfil a condition together with its sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessageAndSender">The condition.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(isMessageAndSender, timeout, hint, cancellationToken));

    /// <summary>The next message must be of a type and pass assertions together with its sender.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="assertMessageAndSender">The assertions.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(assertMessageAndSender, timeout, hint, cancellationToken));

    /// <summary>The next message must be equal to this one by a comparer.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="expected">The message.</param>
    /// <param name="comparer">Compares the expected message with the one that came.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that came.</returns>
    public T ExpectMsg<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectMsgAsync(expected, comparer, timeout, hint, cancellationToken));

    /// <inheritdoc cref="ExpectMsg{T}(TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        (await NextAsync<T>(duration, hint, cancellationToken)).Message;

    /// <inheritdoc cref="ExpectMsg{T}(T, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (actual, _) = await NextAsync<T>(timeout, hint, cancellationToken, message);
        State.Assertions.AssertEqual(message, actual, "The message that came is not the expected one{0}.", Hint(hint));
        return actual;
    }

    /// <inheritdoc cref="ExpectMsg{T}(Predicate{T}, TimeSpan?, string?, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>((message, _) => isMessage(message), timeout, hint, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Action{T}, TimeSpan?, string?, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        ExpectMsgAsync<T>((message, _) => assert(message), timeout, hint, cancellationToken);

    /// <inheritdoc cref="ExpectMsg{T}(Func{T, IActorRef, bool}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, sender) = await NextAsync<T>(timeout, hint, cancellationToken);
        State.Assertions.AssertTrue(
            isMessageAndSender(message, sender), "The message {0} from {1} does not fulfil the condition{2}.", message, sender, Hint(hint));
        return message;
    }

    /// <inheritdoc cref="ExpectMsg{T}(Action{T, IActorRef}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, sender) = await NextAsync<T>(timeout, hint, cancellationToken);
        assertMessageAndSender(message, sender);
        return message;
    }

    /// <inheritdoc cref="ExpectMsg{T}(T, Func{T, T, bool}, TimeSpan?, string?, CancellationToken)"/>
    public async ValueTask<T> ExpectMsgAsync<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (actual, _) = await NextAsync<T>(timeout, hint, cancellationToken, expected);
        State.Assertions.AssertEqual(expected, actual, comparer, "The message that came is not the expected one{0}.", Hint(hint));
        return actual;
    }

    /// <summary>The next message must say that an actor has stopped, which this test watches.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message.</returns>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Wait(ExpectTerminatedAsync(target, timeout, hint, cancellationToken));

    /// <inheritdoc cref="ExpectTerminated"/>
    public async ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default)
    {
        var (message, _) = await NextAsync<Terminated>(timeout, hint, cancellationToken, $"Terminated of {target}");
        State.Assertions.AssertTrue(
            message.ActorRef.Equals(target), "Expected Terminated of {0}, but {1} came{2}.", target, message, Hint(hint));
        return message;
    }

    /// <summary>No message may come within the time left or the default.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) => Wait(ExpectNoMsgAsync(cancellationToken));

    /// <summary>No message may come for a time.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Wait(ExpectNoMsgAsync(duration, cancellationToken));

    /// <summary>No message may come for a time.</summary>
    /// <param name="milliseconds">How long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        Wait(ExpectNoMsgAsync(milliseconds, cancellationToken));

    /// <inheritdoc cref="ExpectNoMsg(CancellationToken)"/>
    /// <returns>Done when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => NothingAsync(RemainingOrDefault, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(TimeSpan, CancellationToken)"/>
    /// <returns>Done when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        NothingAsync(Dilated(duration), cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(int, CancellationToken)"/>
    /// <returns>Done when the time is over.</returns>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        NothingAsync(Dilated(TimeSpan.FromMilliseconds(milliseconds)), cancellationToken);

    internal static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    internal static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    internal static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : $" [{hint}]";

    /// <summary>Takes the next message, which must be of the type.</summary>
    internal async ValueTask<(T Message, IActorRef Sender)> NextAsync<T>(
        TimeSpan? timeout, string? hint, CancellationToken cancellationToken, object? wanted = null)
    {
        var limit = RemainingOrDilated(timeout);
        var (success, envelope) = await TryReceiveOneAsync(limit, cancellationToken);
        var description = wanted is null ? $"a message of type {typeof(T)}" : $"{wanted} ({typeof(T)})";
        if (!success)
            Fail("Expected {0}, but nothing came within {1}{2}.", description, limit, Hint(hint));
        if (envelope.Message is not T message)
            return Fail<T>("Expected {0}, but {1} ({2}) came from {3}{4}.", description, envelope.Message, envelope.Message?.GetType(), envelope.Sender, Hint(hint));
        return (message, envelope.Sender ?? State.System.DeadLetters);
    }

    [DoesNotReturn]
    private void Fail(string format, params object?[] args) => State.Assertions.Fail(format, args);

    [DoesNotReturn]
    private (T Message, IActorRef Sender) Fail<T>(string format, params object?[] args)
    {
        State.Assertions.Fail(format, args);
        return default;
    }

    private async ValueTask NothingAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var (success, envelope) = await TryReceiveOneAsync(duration, cancellationToken);
        State.Assertions.AssertFalse(success, "Expected no message within {0}, but {1} came.", duration, envelope);
        State.LastWasNoMessage = true;
    }
}
