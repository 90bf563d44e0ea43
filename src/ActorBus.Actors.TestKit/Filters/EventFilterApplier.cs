namespace ActorBus.Actors.TestKit.Filters;

/// <summary>Expects or mutes what its filters describe, in one system.</summary>
internal sealed class EventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<LogFilter> filters) : IEventFilterApplier
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public EventFilterFactory And => new(testkit, system, filters);

    private TimeSpan Leeway => testkit.Dilated(testkit.TestKitSettings.TestEventFilterLeeway);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, Leeway, action, cancellationToken);

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect<object?>(expectedCount, timeout, () => { action(); return null; }, cancellationToken);

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, Leeway, func, cancellationToken);

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        using var counter = new EventCounter(system, filters);
        var result = func();
        testkit.AwaitConditionNoThrow(() => IsDecided(counter, expectedCount), timeout, Pause, cancellationToken);
        Check(counter, expectedCount, timeout);
        return result;
    }

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync<object?>(expectedCount, timeout, async () => { await action(); return null; }, cancellationToken);

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, func, cancellationToken);

    public async Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        using var counter = new EventCounter(system, filters);
        var result = await func();
        await testkit.AwaitConditionNoThrowAsync(() => IsDecided(counter, expectedCount), timeout, Pause, cancellationToken);
        Check(counter, expectedCount, timeout);
        return result;
    }

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, timeout ?? Leeway, actionAsync, cancellationToken);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, func, cancellationToken);

    public IUnmutableFilter Mute() => new Muting(system, filters);

    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        action();
    }

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        return func();
    }

    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        await action();
    }

    public async Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default)
    {
        using var muting = Mute();
        return await func();
    }

    /// <summary>Where none is expected, only one too many decides before the time is over.</summary>
    private static bool IsDecided(EventCounter counter, int expected) => counter.Count >= Math.Max(expected, 1);

    private void Check(EventCounter counter, int expected, TimeSpan timeout)
    {
        var count = counter.Count;
        if (count == expected)
            return;
        testkit.State.Assertions.Fail(
            (count < expected
                ? "Timeout ({3}) while waiting for log entries: {2} of {0} came that match [{1}]."
                : $"Received {count - expected} {(count - expected == 1 ? "message" : "messages")} too many. {{2}} log entries came that match [{{1}}], expected were {{0}}.")
            + " Others that came: {4}.",
            expected, string.Join(" or ", filters), count, timeout, counter.Others);
    }
}
