namespace ActorBus.Actors.TestKit;

/// <summary>Expects or mutes the log entries a filter describes.</summary>
/// <remarks>
/// An expectation counts the entries made from the start of the action until it has ended and the time after it is over; the time
/// is <c>akka.test.filter-leeway</c> unless given. Exactly the expected number must come. Entries that are counted or muted are
/// not written by the <see cref="TestEventListener"/>. Entries below <c>akka.loglevel</c> are never made.
/// </remarks>
public interface IEventFilterApplier
{
    /// <summary>Adds a further filter: an entry counts if it fits one of them.</summary>
    EventFilterFactory And { get; }

    /// <summary>Expects so many entries.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="action">What causes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects so many entries in a time.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait after the action.</param>
    /// <param name="action">What causes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, TimeSpan, Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Expects so many entries.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">What causes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when they have come.</returns>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Expects so many entries in a time.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="timeout">How long to wait after the action.</param>
    /// <param name="action">What causes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when they have come.</returns>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectAsync(int, Func{Task}, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectAsync(int, TimeSpan, Func{Task}, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Expects so many entries in a time.</summary>
    /// <param name="expectedCount">How many.</param>
    /// <param name="actionAsync">What causes them.</param>
    /// <param name="timeout">How long to wait after the action; the configured time if null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when they have come.</returns>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry.</summary>
    /// <param name="action">What causes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry in a time.</summary>
    /// <param name="timeout">How long to wait after the action.</param>
    /// <param name="action">What causes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(TimeSpan, Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry.</summary>
    /// <param name="actionAsync">What causes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when it has come.</returns>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <summary>Expects one entry in a time.</summary>
    /// <param name="timeout">How long to wait after the action.</param>
    /// <param name="action">What causes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Done when it has come.</returns>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOneAsync(Func{Task}, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOneAsync(TimeSpan, Func{Task}, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Keeps the entries from being written until told otherwise.</summary>
    /// <returns>What ends the muting.</returns>
    IUnmutableFilter Mute();

    /// <summary>Keeps the entries from being written while an action runs.</summary>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Not observed by the action.</param>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    T Mute<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    /// <returns>Done when the action is.</returns>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the function returned.</returns>
    Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);
}
