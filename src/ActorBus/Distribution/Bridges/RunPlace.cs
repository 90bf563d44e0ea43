namespace ActorBus.Distribution.Bridges;

/// <summary>One of the places at which handlers run, where more messages are delivered than may be handled at a time.</summary>
/// <remarks>Used by one run, one call after the other.</remarks>
internal sealed class RunPlace(SemaphoreSlim places) : IDisposable
{
    private bool _isTaken;

    /// <summary>Waits for a place, behind those who came earlier.</summary>
    /// <returns>False, without one, when the waiting was given up.</returns>
    public async Task<bool> TakeAsync(CancellationToken givenUp)
    {
        try
        {
            await places.WaitAsync(givenUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        _isTaken = true;
        return true;
    }

    /// <summary>Leaves it to the next; nothing where none is taken.</summary>
    public void Dispose()
    {
        if (!_isTaken) return;
        _isTaken = false;
        places.Release();
    }
}
