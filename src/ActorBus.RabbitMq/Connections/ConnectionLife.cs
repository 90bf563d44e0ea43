namespace ActorBus.RabbitMq.Connections;

/// <summary>Whether a connection lives, and why it ended; everything that waits for the broker also waits for this.</summary>
internal sealed class ConnectionLife
{
    private readonly CancellationTokenSource _ended = new();
    private string? _reason;

    /// <summary>Set once, before anything else happens, to what the connection does when it ends.</summary>
    public Action<string, bool>? OnEnd { get; set; }

    public bool IsOpen => Volatile.Read(ref _reason) is null;

    /// <summary>Why it ended.</summary>
    public string Reason => Volatile.Read(ref _reason) ?? "it is open";

    /// <summary>Fires when it has ended; its callbacks run on pool threads, never on the client library's.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Ends it; only the first reason counts.</summary>
    /// <param name="reason">Why, without secrets.</param>
    /// <param name="cut">True to cut the socket at once; false where the library still says goodbye.</param>
    public void End(string reason, bool cut)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
            return;
        OnEnd?.Invoke(reason, cut);
        _ = _ended.CancelAsync();
    }
}
