using System.Collections;
using System.Runtime.CompilerServices;

namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that takes messages from its queue.</summary>
public abstract class TestKitReceiving : TestKitTiming
{
    private protected TestKitReceiving()
    {
    }

    /// <summary>Whether a message waits in the queue.</summary>
    public bool HasMessages => State.Queue.TryPeek(out _);

    /// <summary>The message taken last, or null.</summary>
    public object? LastMessage => State.LastMessage.Message;

    /// <summary>The sender of the message taken last; the dead letters if there is none.</summary>
    public IActorRef LastSender => State.LastMessage.Sender ?? State.System.DeadLetters;

    /// <summary>Takes the next message.</summary>
    /// <param name="max">How long to wait; the time left or the default if not given; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null if none came.</returns>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        ReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="ReceiveOne"/>
    public async ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TryReceiveOneAsync(max, cancellationToken).ConfigureAwait(false)).envelope.Message;

    /// <summary>Takes the next message with its sender.</summary>
    /// <param name="envelope">The message, or <see cref="NullMessageEnvelope"/>.</param>
    /// <param name="max">How long to wait; the time left or the default if not given; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came.</returns>
    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        (var success, envelope) = TryReceiveOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();
        return success;
    }

    /// <summary>Takes the next message with its sender.</summary>
    /// <param name="max">How long to wait; the time left or the default if null; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether one came, and the message.</returns>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var found = await WaitAsync(max, cancellationToken).ConfigureAwait(false);
        State.LastWasNoMessage = false;
        State.LastMessage = found && State.Queue.TryRead(out var taken) ? taken : NullMessageEnvelope.Instance;
        return (found, State.LastMessage);
    }

    /// <summary>Shows the next message and leaves it in the queue.</summary>
    /// <param name="max">How long to wait; the time left or the default if not given; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message, or null if none came.</returns>
    public object? PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        PeekOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="PeekOne"/>
    public async ValueTask<object?> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await TryPeekOneAsync(max, cancellationToken).ConfigureAwait(false)).envelope.Message;

    /// <summary>Shows the next message with its sender, which is the last sender then, and leaves it in the queue.</summary>
    /// <param name="envelope">The message, or <see cref="NullMessageEnvelope"/>.</param>
    /// <param name="max">How long to wait; the time left or the default if not given; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryPeekOne(out MessageEnvelope envelope, TimeSpan? max, CancellationToken cancellationToken)
    {
        (var success, envelope) = TryPeekOneAsync(max, cancellationToken).AsTask().GetAwaiter().GetResult();
        return success;
    }

    /// <summary>Shows the next message with its sender, which is the last sender then, and leaves it in the queue.</summary>
    /// <param name="max">How long to wait; the time left or the default if null; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether there is one, and the message.</returns>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        var found = await WaitAsync(max, cancellationToken).ConfigureAwait(false);
        State.LastWasNoMessage = false;
        State.LastMessage = found && State.Queue.TryPeek(out var next) ? next : NullMessageEnvelope.Instance;
        return (found, State.LastMessage);
    }

    /// <summary>Takes messages until none comes for a time.</summary>
    /// <param name="max">How long none must come; the time left or the default if not given.</param>
    /// <param name="maxMessages">How many may come at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages in the order they came.</returns>
    public async Task<ArrayList> WaitForRadioSilenceAsync(
        TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default)
    {
        ArrayList messages = [];
        while (await ReceiveOneAsync(max, cancellationToken).ConfigureAwait(false) is { } message)
        {
            messages.Add(message);
            State.Assertions.AssertFalse(
                messages.Count > (maxMessages ?? uint.MaxValue), "maxMessages violated: at most {0} were to come, but {1} came too.", maxMessages, message);
        }

        return ArrayList.ReadOnly(messages);
    }

    /// <summary>Takes so many messages within the time left or the default.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages in the order they came.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Collect(ReceiveNAsync(numberOfMessages, cancellationToken));

    /// <summary>Takes so many messages.</summary>
    /// <param name="numberOfMessages">How many.</param>
    /// <param name="max">How long to wait for all of them, dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages in the order they came.</returns>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Collect(ReceiveNAsync(numberOfMessages, max, cancellationToken));

    /// <inheritdoc cref="ReceiveN(int, CancellationToken)"/>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        TakeNAsync(numberOfMessages, RemainingOrDefault, cancellationToken);

    /// <inheritdoc cref="ReceiveN(int, TimeSpan, CancellationToken)"/>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        TakeNAsync(numberOfMessages, Dilated(max), cancellationToken);

    /// <summary>Takes messages as long as a filter accepts them; the first one refused stays in the queue.</summary>
    /// <typeparam name="T">What the filter makes of a message.</typeparam>
    /// <param name="max">How long to go on; the time left or the default if null.</param>
    /// <param name="filter">Gives a result for a message, or null to end.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The results.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Collect(ReceiveWhileAsync(filter, max, null, msgs, cancellationToken));

    /// <summary>Takes messages as long as a filter accepts them and they follow each other closely.</summary>
    /// <typeparam name="T">What the filter makes of a message.</typeparam>
    /// <param name="max">How long to go on; the time left or the default if null.</param>
    /// <param name="idle">The longest pause between two messages; no limit if null.</param>
    /// <param name="filter">Gives a result for a message, or null to end.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The results.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Collect(ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages as long as a filter accepts them and they follow each other closely.</summary>
    /// <typeparam name="T">What the filter makes of a message.</typeparam>
    /// <param name="filter">Gives a result for a message, or null to end.</param>
    /// <param name="max">How long to go on; the time left or the default if null.</param>
    /// <param name="idle">The longest pause between two messages; no limit if null.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The results.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Collect(ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages of a type as long as a condition holds.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldContinue">Whether to go on after this message, which is not part of the result if not.</param>
    /// <param name="max">How long to go on; the time left or the default if null.</param>
    /// <param name="idle">The longest pause between two messages; no limit if null.</param>
    /// <param name="msgs">How many at most.</param>
    /// <param name="shouldIgnoreOtherMessageTypes">Whether messages of other types are skipped; if not, they end it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The messages.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        Collect(ReceiveWhileAsync(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, cancellationToken));

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(Func{object, T}, TimeSpan?, TimeSpan?, int, CancellationToken)"/>
    public async IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var stop = Now + RemainingOrDilated(max);
        MessageEnvelope last = NullMessageEnvelope.Instance;
        for (var count = 0; count < msgs; count++)
        {
            if (await PeekOneAsync(Shorter(stop - Now, idle), cancellationToken) is not { } next || filter(next) is not { } result)
            {
                State.LastMessage = last;
                break;
            }

            (_, last) = await TryReceiveOneAsync(TimeSpan.Zero, cancellationToken);
            yield return result;
        }

        State.LastWasNoMessage = true;
    }

    /// <inheritdoc cref="ReceiveWhile{T}(Predicate{T}, TimeSpan?, TimeSpan?, int, bool, CancellationToken)"/>
    public async IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shouldContinue);
        var stop = Now + RemainingOrDilated(max);
        MessageEnvelope last = NullMessageEnvelope.Instance;
        for (var count = 0; count < msgs;)
        {
            if (await PeekOneAsync(Shorter(stop - Now, idle), cancellationToken) is not { } next
                || (next is T typed ? !shouldContinue(typed) : !shouldIgnoreOtherMessageTypes))
            {
                State.LastMessage = last;
                break;
            }

            (_, last) = await TryReceiveOneAsync(TimeSpan.Zero, cancellationToken);
            if (next is not T wanted)
                continue;
            count++;
            yield return wanted;
        }

        State.LastWasNoMessage = true;
    }

    /// <summary>Takes messages until one fits; the others are dropped.</summary>
    /// <param name="isMessage">Tells whether a message is the one.</param>
    /// <param name="max">How long to go on; the time left or the default if not given.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that fits.</returns>
    public object FishForMessage(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one of a type fits; the others are dropped.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <inheritdoc cref="FishForMessage(Predicate{object}, TimeSpan?, string, CancellationToken)"/>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>Takes messages until one of a type fits.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="isMessage">Tells whether a message is the one.</param>
    /// <param name="allMessages">Gets the messages that did not fit.</param>
    /// <param name="max">How long to go on; the time left or the default if not given.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message that fits.</returns>
    public T FishForMessage<T>(
        Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, allMessages, max, hint, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="FishForMessage(Predicate{object}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync(isMessage, null, max, hint, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, ArrayList, TimeSpan?, string, CancellationToken)"/>
    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(isMessage);
        var limit = RemainingOrDilated(max);
        var end = Now + limit;
        List<object> others = [];
        allMessages?.Clear();
        while (await ReceiveOneAsync(Shorter(end - Now, null), cancellationToken) is { } message)
        {
            if (message is T wanted && isMessage(wanted))
                return wanted;
            others.Add(message);
            allMessages?.Add(message);
        }

        State.Assertions.AssertTrue(
            false,
            "Timeout ({1}) during fishForMessage{2}: no message of type {0} that fits came. What came instead: {3}",
            typeof(T), limit, string.IsNullOrEmpty(hint) ? "" : $", hint: {hint}", others.Count == 0 ? "nothing" : string.Join(", ", others));
        throw new InvalidOperationException("Fail returned.");
    }

    /// <summary>Takes messages for a time and fails if one is of that type, which stays in the queue.</summary>
    /// <typeparam name="T">The type that must not come.</typeparam>
    /// <param name="max">How long to go on; the time left or the default if not given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when the time is over.</returns>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var end = Now + RemainingOrDilated(max);
        while (await PeekOneAsync(Shorter(end - Now, null), cancellationToken) is { } message)
        {
            State.Assertions.AssertFalse(message is T, "A message of type {0} came that should not: {1}", typeof(T), message);
            await TryReceiveOneAsync(TimeSpan.Zero, cancellationToken);
        }
    }

    internal static TimeSpan Shorter(TimeSpan left, TimeSpan? other)
    {
        var shorter = other < left ? other.Value : left;
        return shorter > TimeSpan.Zero ? shorter : TimeSpan.Zero;
    }

    internal static List<T> Collect<T>(IAsyncEnumerable<T> items) => CollectAsync(items).GetAwaiter().GetResult();

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> all = [];
        await foreach (var item in items.ConfigureAwait(false))
            all.Add(item);
        return all;
    }

    private async IAsyncEnumerable<object> TakeNAsync(
        int count, TimeSpan max, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var end = Now + max;
        for (var i = 0; i < count; i++)
        {
            var (success, envelope) = await TryReceiveOneAsync(Shorter(end - Now, null), cancellationToken).ConfigureAwait(false);
            State.Assertions.AssertTrue(success, "Timeout ({2}) while expecting {1} messages: only {0} came.", i, count, max);
            yield return envelope.Message!;
        }
    }

    private async ValueTask<bool> WaitAsync(TimeSpan? max, CancellationToken cancellationToken)
    {
        if (State.Queue.TryPeek(out _))
            return true;
        var limit = max ?? RemainingOrDefault;
        if (limit <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan)
            return false;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            return await State.Queue.WaitToReadAsync(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // The time is over.
        }
    }
}
