namespace ActorBus.RabbitMq.Connections;

/// <summary>Whether a connection is alive, and why it ended; everything that waits for the broker also waits for this.</summary>
internal sealed class ConnectionLife
{
    private readonly CancellationTokenSource _ended = new();
    private string? _reason;

    /// <summary>What the connection does when it ends; set once, before anything else happens.</summary>
    public Action<string, bool>? OnEnd { get; set; }

    public bool IsOpen => Volatile.Read(ref _reason) is null;

    /// <summary>The reason for the end.</summary>
    public string Reason => Volatile.Read(ref _reason) ?? "it is open";

    /// <summary>Is cancelled when the connection has ended; callbacks run on pool threads, never on those of the client library.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Ends the connection; only the first reason is kept.</summary>
    /// <param name="reason">The reason, without secrets.</param>
    /// <param name="cut">True to cut the socket immediately; false when the library may still close politely.</param>
    public void End(string reason, bool cut)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        OnEnd?.Invoke(reason, cut);
        _ = _ended.CancelAsync();
    }
}
