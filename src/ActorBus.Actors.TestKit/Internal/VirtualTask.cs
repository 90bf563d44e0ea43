namespace ActorBus.Actors.TestKit.Internal;

/// <summary>Work due at a moment of virtual time.</summary>
internal sealed class VirtualTask(DateTimeOffset due, TimeSpan? interval, Action work, ICancelable? cancelable)
{
    public DateTimeOffset Due { get; } = due;

    public TimeSpan? Interval { get; } = interval;

    public Action Work { get; } = work;

    public ICancelable? Cancelable { get; } = cancelable;

    public bool IsCancelled => Cancelable?.IsCancellationRequested ?? false;
}
