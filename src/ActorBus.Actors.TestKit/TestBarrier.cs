namespace ActorBus.Actors.TestKit;

/// <summary>Lets so many threads meet: each waits until all are there.</summary>
public class TestBarrier
{
    private readonly TestKitBase _testKit;
    private readonly int _count;
    private readonly TimeSpan _defaultTimeout;
    private readonly Barrier _barrier;

    /// <summary>Creates a barrier.</summary>
    /// <param name="testKit">The test, which dilates times.</param>
    /// <param name="count">How many threads meet.</param>
    /// <param name="defaultTimeout">How long <see cref="Await()"/> waits.</param>
    public TestBarrier(TestKitBase testKit, int count, TimeSpan? defaultTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(testKit);
        _testKit = testKit;
        _count = count;
        _defaultTimeout = defaultTimeout ?? testKit.TestKitSettings.DefaultTimeout;
        _barrier = new Barrier(count);
    }

    /// <summary>Waits until all threads are there.</summary>
    /// <exception cref="TimeoutException">Some did not come in time.</exception>
    public void Await() => Await(_defaultTimeout);

    /// <summary>Waits until all threads are there.</summary>
    /// <param name="timeout">How long, dilated.</param>
    /// <exception cref="TimeoutException">Some did not come in time.</exception>
    public void Await(TimeSpan timeout)
    {
        if (!_barrier.SignalAndWait(_testKit.Dilated(timeout)))
            throw new TimeoutException($"Of {_barrier.ParticipantCount} threads {_barrier.ParticipantsRemaining} did not come within {timeout}.");
    }

    /// <summary>Begins anew; nobody may be waiting.</summary>
    public void Reset()
    {
        _barrier.RemoveParticipants(_count);
        _barrier.AddParticipants(_count);
    }
}
