namespace ActorBus.Actors.TestKit;

/// <summary>A gate that opens after so many steps, for tests that wait for several actors.</summary>
public class TestLatch
{
    /// <summary>How long <see cref="Ready()"/> waits where nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly CountdownEvent _countdown;
    private readonly TimeSpan _defaultTimeout;

    /// <summary>A latch of one step.</summary>
    public TestLatch()
        : this(1)
    {
    }

    /// <summary>A latch of so many steps.</summary>
    /// <param name="count">The number of steps.</param>
    public TestLatch(int count)
        : this(count, DefaultTimeout)
    {
    }

    /// <summary>A latch of so many steps.</summary>
    /// <param name="count">The number of steps.</param>
    /// <param name="defaultTimeout">How long <see cref="Ready()"/> waits.</param>
    public TestLatch(int count, TimeSpan defaultTimeout)
    {
        _countdown = new CountdownEvent(count);
        _defaultTimeout = defaultTimeout;
    }

    /// <summary>Whether all steps are done.</summary>
    public bool IsOpen => _countdown.IsSet;

    /// <summary>Does one step.</summary>
    public void CountDown() => _countdown.Signal();

    /// <summary>Does all steps that are left.</summary>
    public void Open()
    {
        while (!_countdown.IsSet)
            CountDown();
    }

    /// <summary>Begins anew.</summary>
    public void Reset() => _countdown.Reset();

    /// <summary>Waits until the latch is open.</summary>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready() => Ready(_defaultTimeout);

    /// <summary>Waits until the latch is open.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <exception cref="TimeoutException">It did not open in time.</exception>
    public void Ready(TimeSpan timeout)
    {
        if (timeout == TimeSpan.MaxValue)
            throw new ArgumentException("A test cannot wait for ever; give a finite timeout.", nameof(timeout));
        if (!_countdown.Wait(timeout))
            throw new TimeoutException($"The latch did not open within {timeout}: {_countdown.CurrentCount} of {_countdown.InitialCount} steps are left.");
    }
}
