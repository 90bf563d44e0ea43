using System.Diagnostics;

namespace ActorBus.Actors.Scheduling;

/// <summary>Fires timers, rounded up to its tick. Adding and removing cost the same however many timers there are.</summary>
/// <remarks>Timers are hung into the slot of their tick, modulo the number of slots. The thread sleeps while there is none.</remarks>
internal sealed class TimerWheel : IDisposable
{
    public static readonly TimeSpan DefaultTick = TimeSpan.FromMilliseconds(10);

    /// <summary>The wheel for the limits of asks: in real time whatever the scheduler, and running after its system has ended.</summary>
    public static readonly TimerWheel Shared = new(DefaultTick);

    private const int Slots = 512;

    private readonly Slot[] _slots = new Slot[Slots];
    private readonly ManualResetEventSlim _wake = new(false, 0);
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly long _tick;
    private long _cursor;
    private int _count;
    private int _started;
    private volatile bool _stopped;

    public TimerWheel(TimeSpan tick)
    {
        _tick = Math.Max(1, tick.Ticks);
        for (var i = 0; i < Slots; i++)
            _slots[i] = new Slot();
    }

    /// <summary>How many timers there are.</summary>
    public int Count => Volatile.Read(ref _count);

    private long NowTick => Stopwatch.GetElapsedTime(_began).Ticks / _tick;

    public void Add(WheelTimer timer, TimeSpan delay)
    {
        if (_stopped)
            return;
        var due = NowTick + Math.Max(1, (delay.Ticks + _tick - 1) / _tick) + (delay > TimeSpan.Zero ? 1 : 0);
        while (true)
        {
            // A slot that the thread has passed would be a whole turn late.
            due = Math.Max(due, Volatile.Read(ref _cursor) + 1);
            var slot = _slots[due & (Slots - 1)];
            lock (slot)
            {
                if (Volatile.Read(ref _cursor) >= due)
                    continue;
                timer.DueTick = due;
                slot.Link(timer);
            }

            break;
        }

        if (Interlocked.Increment(ref _count) == 1)
            Wake();
    }

    /// <summary>Takes a timer off; false when it has fired or is about to.</summary>
    public bool Remove(WheelTimer timer)
    {
        var slot = timer.In;
        if (slot is null)
            return false;
        lock (slot)
        {
            if (timer.In != slot)
                return false;
            slot.Unlink(timer);
        }

        Interlocked.Decrement(ref _count);
        return true;
    }

    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
    }

    private void Wake()
    {
        _wake.Set();
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0)
            new Thread(Turn) { IsBackground = true, Name = "actorbus-timer-wheel" }.UnsafeStart();
    }

    private void Turn()
    {
        var due = new List<WheelTimer>();
        while (!_stopped)
        {
            if (Volatile.Read(ref _count) == 0)
            {
                _wake.Reset();
                if (Volatile.Read(ref _count) == 0 && !_stopped)
                    _wake.Wait();
            }

            var now = NowTick;
            for (var tick = Math.Max(_cursor, now - Slots) + 1; tick <= now; tick++)
            {
                Volatile.Write(ref _cursor, tick);
                Collect(_slots[tick & (Slots - 1)], tick, due);
            }

            foreach (var timer in due)
                timer.Fire();
            due.Clear();
            Thread.Sleep(TimeSpan.FromTicks(Math.Max(_tick - (Stopwatch.GetElapsedTime(_began).Ticks % _tick), TimeSpan.TicksPerMillisecond)));
        }
    }

    private void Collect(Slot slot, long tick, List<WheelTimer> due)
    {
        lock (slot)
        {
            for (var timer = slot.First; timer is not null;)
            {
                var next = timer.Next;
                if (timer.DueTick <= tick)
                {
                    slot.Unlink(timer);
                    Interlocked.Decrement(ref _count);
                    due.Add(timer);
                }

                timer = next;
            }
        }
    }

    /// <summary>The timers of a tick, as a list linked both ways.</summary>
    public sealed class Slot
    {
        public WheelTimer? First { get; private set; }

        public void Link(WheelTimer timer)
        {
            timer.In = this;
            timer.Previous = null;
            timer.Next = First;
            if (First is not null)
                First.Previous = timer;
            First = timer;
        }

        public void Unlink(WheelTimer timer)
        {
            if (timer.Previous is null)
                First = timer.Next;
            else
                timer.Previous.Next = timer.Next;
            if (timer.Next is not null)
                timer.Next.Previous = timer.Previous;
            timer.In = null;
            timer.Previous = timer.Next = null;
        }
    }
}
