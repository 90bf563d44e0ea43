namespace ActorBus.Tests.Distribution;

/// <summary>A clock that runs, but on which delays of one length last until the test ends them.</summary>
internal sealed class HeldDelays(TimeSpan length) : TimeProvider
{
    private readonly Inbox<Action> _begun = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != length) return base.CreateTimer(callback, state, dueTime, period);
        _begun.Add(() => callback(state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits until so many delays have begun.</summary>
    /// <returns>What ends each of them.</returns>
    public Task<IReadOnlyList<Action>> TakeAsync(int count) => _begun.TakeAsync(count);
}
