using System.Diagnostics;
using ActorBus.Actors.TestKit.Internal;

namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that keeps time.</summary>
public abstract class TestKitTiming
{
    private protected TestKitTiming()
    {
    }

    /// <summary>The time on a clock that never goes backwards.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>The time left in the innermost Within.</summary>
    /// <exception cref="InvalidOperationException">There is no Within.</exception>
    public TimeSpan Remaining => State.End is { } end
        ? end - Now
        : throw new InvalidOperationException("Remaining has a value only inside of Within; use RemainingOrDefault.");

    /// <summary>The time left in the innermost Within; outside of one <c>akka.test.single-expect-default</c>, dilated.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(State.Settings.SingleExpectDefault));

    internal abstract TestState State { get; }

    /// <summary>A duration times <c>akka.test.timefactor</c>.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>The scaled duration.</returns>
    public TimeSpan Dilated(TimeSpan duration) =>
        duration == Timeout.InfiniteTimeSpan ? duration : duration * State.Settings.TestTimeFactor;

    /// <summary>The duration given, dilated, or else the time left.</summary>
    /// <param name="duration">The duration, or null.</param>
    /// <returns>How long to wait.</returns>
    /// <exception cref="ArgumentException">The duration is infinite.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration)
    {
        if (duration == Timeout.InfiniteTimeSpan)
            throw new ArgumentException("A test cannot wait for ever; give a finite duration.", nameof(duration));
        return duration is { } given ? Dilated(given) : RemainingOrDefault;
    }

    /// <summary>The duration given, or else the time left; as <see cref="RemainingOrDilated"/> without dilation.</summary>
    /// <param name="timeout">The duration, or null.</param>
    /// <returns>How long to wait.</returns>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? RemainingOrDefault;

    /// <summary>Runs code that must be done in time; expectations inside wait no longer than that.</summary>
    /// <param name="max">How long it may take, dilated.</param>
    /// <param name="action">The code.</param>
    /// <param name="epsilonValue">How much longer it may take after all.</param>
    /// <param name="cancellationToken">Not observed by the code itself.</param>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Runs code that must take at least and at most so long.</summary>
    /// <param name="min">How long it must take.</param>
    /// <param name="max">How long it may take, dilated.</param>
    /// <param name="action">The code.</param>
    /// <param name="hint">Added to the failure message.</param>
    /// <param name="epsilonValue">How much longer it may take after all.</param>
    /// <param name="cancellationToken">Not observed by the code itself.</param>
    public void Within(
        TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        Within<object?>(min, max, () => { action(); return null; }, hint, epsilonValue, cancellationToken);
    }

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the code returned.</returns>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string?, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the code returned.</returns>
    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        cancellationToken.ThrowIfCancellationRequested();
        using var window = new TimeWindow(State, min, Dilated(max), hint, epsilonValue);
        var result = function();
        window.Check();
        return result;
    }

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    /// <returns>Done when the code is.</returns>
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string?, TimeSpan?, CancellationToken)"/>
    /// <returns>Done when the code is.</returns>
    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actionAsync);
        return WithinAsync<object?>(min, max, async () => { await actionAsync(); return null; }, hint, epsilonValue, cancellationToken);
    }

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the code returned.</returns>
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string?, TimeSpan?, CancellationToken)"/>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <returns>What the code returned.</returns>
    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        cancellationToken.ThrowIfCancellationRequested();
        using var window = new TimeWindow(State, min, Dilated(max), hint, epsilonValue);
        var result = await function();
        window.Check();
        return result;
    }

    /// <summary>The time left in the innermost Within, or else the duration given.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>How long to wait; zero if the Within is over.</returns>
    protected TimeSpan RemainingOr(TimeSpan duration)
    {
        if (State.End is not { } end)
            return duration;
        var left = end - Now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
