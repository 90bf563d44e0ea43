namespace ActorBus.Actors;

/// <summary>Calls something off.</summary>
public interface ICancelable
{
    /// <summary>True once it has been called off.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>The same as a token.</summary>
    CancellationToken Token { get; }

    /// <summary>Calls it off; doing it again changes nothing.</summary>
    void Cancel();

    /// <summary>Calls it off; the first exception of a callback is thrown at once if asked for, else all together at the end.</summary>
    void Cancel(bool throwOnFirstException);

    /// <summary>Calls it off after a delay.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Calls it off after a delay in milliseconds.</summary>
    void CancelAfter(int millisecondsDelay);
}
