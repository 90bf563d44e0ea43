namespace ActorBus.Actors.Scheduling;

/// <summary>Something to be done at a time; linked into a slot of a <see cref="TimerWheel"/>.</summary>
internal abstract class WheelTimer
{
    /// <summary>The slot it is linked into, or null. Guarded by the slot, like the links.</summary>
    public TimerWheel.Slot? In { get; set; }

    public WheelTimer? Previous { get; set; }

    public WheelTimer? Next { get; set; }

    public long DueTick { get; set; }

    /// <summary>Called on the thread of the wheel; must be quick and not throw.</summary>
    public abstract void Fire();
}
