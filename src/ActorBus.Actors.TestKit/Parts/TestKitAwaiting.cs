namespace ActorBus.Actors.TestKit.Parts;

/// <summary>The part of a test kit that tries again and again until something holds.</summary>
/// <remarks>The pause between two tries is 100 milliseconds unless given. The code runs on the thread of the test.</remarks>
public abstract class TestKitAwaiting : TestKitExpectingByCondition
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private protected TestKitAwaiting()
    {
    }

    /// <summary>Repeats assertions until they pass; fails as they do when the time is over.</summary>
    /// <param name="assertion">The assertions.</param>
    /// <param name="duration">How long to try, dilated; the time left or the default if not given.</param>
    /// <param name="interval">The pause between two tries.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        var stop = Now + RemainingOrDilated(duration);
        while (!Passes(assertion, stop))
            Task.Delay(Shorter(stop - Now, interval ?? Pause), cancellationToken).Wait(CancellationToken.None);
    }

    /// <inheritdoc cref="AwaitAssert"/>
    /// <returns>Done when they pass.</returns>
    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(() => { assertion(); return Task.CompletedTask; }, duration, interval, cancellationToken);

    /// <inheritdoc cref="AwaitAssert"/>
    /// <returns>Done when they pass.</returns>
    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        var stop = Now + RemainingOrDilated(duration);
        while (!await PassesAsync(assertion, stop))
            await Task.Delay(Shorter(stop - Now, interval ?? Pause), cancellationToken);
    }

    /// <summary>Waits until a condition holds, for the time left or the default.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait, dilated.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait, dilated.</param>
    /// <param name="message">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait, dilated.</param>
    /// <param name="interval">The pause between two looks.</param>
    /// <param name="message">Added to the failure message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var holds = AwaitConditionNoThrow(conditionIsFulfilled, limit, interval, cancellationToken);
        if (!holds)
            State.Assertions.Fail("The condition did not hold within {0}{1}.", limit, Hint(message));
    }

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, string?, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, TimeSpan?, string?, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, string?, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, TimeSpan?, TimeSpan?, string?, CancellationToken)"/>
    /// <returns>Done when it holds.</returns>
    public async Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default)
    {
        var limit = RemainingOrDilated(max);
        var holds = await AwaitConditionNoThrowAsync(conditionIsFulfilled, limit, interval, cancellationToken);
        if (!holds)
            State.Assertions.Fail("The condition did not hold within {0}{1}.", limit, Hint(message));
    }

    /// <summary>Waits until a condition holds, or not longer than that.</summary>
    /// <param name="conditionIsFulfilled">The condition.</param>
    /// <param name="max">How long to wait.</param>
    /// <param name="interval">The pause between two looks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it held.</returns>
    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conditionIsFulfilled);
        var stop = Now + max;
        while (!conditionIsFulfilled())
        {
            if (Now >= stop)
                return false;
            Task.Delay(Shorter(stop - Now, interval ?? Pause), cancellationToken).Wait(CancellationToken.None);
        }

        return true;
    }

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitConditionNoThrowAsync(() => Task.FromResult(conditionIsFulfilled()), max, interval, cancellationToken);

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public async Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conditionIsFulfilled);
        var stop = Now + max;
        while (!await conditionIsFulfilled())
        {
            if (Now >= stop)
                return false;
            await Task.Delay(Shorter(stop - Now, interval ?? Pause), cancellationToken);
        }

        return true;
    }

    private static bool Passes(Action assertion, TimeSpan stop)
    {
        try
        {
            assertion();
            return true;
        }
        catch (Exception) when (Now < stop)
        {
            return false; // There is time for another try; the last failure is thrown.
        }
    }

    private static async Task<bool> PassesAsync(Func<Task> assertion, TimeSpan stop)
    {
        try
        {
            await assertion();
            return true;
        }
        catch (Exception) when (Now < stop)
        {
            return false; // There is time for another try; the last failure is thrown.
        }
    }
}
