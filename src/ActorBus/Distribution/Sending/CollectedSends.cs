using ActorBus.Pipeline;

namespace ActorBus.Distribution.Sending;

/// <summary>The messages sent by one flow so far; they leave when the flow has succeeded.</summary>
/// <remarks>Handlers of one flow may send from several threads concurrently; the order is that of the calls.</remarks>
internal sealed class CollectedSends : IFlowResource
{
    private readonly Lock _gate = new();
    private List<(Sender Sender, Envelope Envelope, TimeSpan? Timeout, MessageFlow Run)> _collected = [];
    private Exception? _poison;

    /// <summary>Adds a message.</summary>
    /// <param name="sender">Sends it.</param>
    /// <param name="envelope">The message.</param>
    /// <param name="timeout">The time limit of the send; null for that of the service.</param>
    /// <param name="run">The run of the handler that sends it. If it fails the message does not leave, even if the flow succeeds nevertheless.</param>
    public void Add(Sender sender, Envelope envelope, TimeSpan? timeout, MessageFlow run)
    {
        lock (_gate) _collected.Add((sender, envelope, timeout, run));
    }

    /// <summary>Prevents all messages of the flow from leaving because one could not be converted, even if the handler swallows the error.</summary>
    public void Poison(Exception error)
    {
        lock (_gate) _poison ??= error;
    }

    /// <inheritdoc/>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        List<(Sender Sender, Envelope Envelope, TimeSpan? Timeout, MessageFlow Run)> leaving;
        lock (_gate)
        {
            if (_poison is { } error)
                throw new ActorBusException($"None of the {_collected.Count} collected messages was sent, because another one could not be converted. {error.Message}", error);
            (leaving, _collected) = (_collected, []);
        }

        // All messages are queued in order before the first confirmation is awaited.
        var confirmations = new List<Task>(leaving.Count);
        foreach (var (sender, envelope, timeout, run) in leaving)
        {
            if (run.IsLost) continue;
            confirmations.Add(await sender.BeginAsync(envelope, timeout, cancellationToken).ConfigureAwait(false));
        }

        await Task.WhenAll(confirmations).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Discard()
    {
        lock (_gate) _collected = [];
    }
}
