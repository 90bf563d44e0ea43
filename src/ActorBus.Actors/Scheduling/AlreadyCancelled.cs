namespace ActorBus.Actors.Scheduling;

/// <summary>A cancelable that was called off from the beginning.</summary>
internal sealed class AlreadyCancelled : ICancelable
{
    public bool IsCancellationRequested => true;

    public CancellationToken Token { get; } = new(true);

    public void Cancel()
    {
    }

    public void Cancel(bool throwOnFirstException)
    {
    }

    public void CancelAfter(TimeSpan delay)
    {
    }

    public void CancelAfter(int millisecondsDelay)
    {
    }
}
