namespace ActorBus.Actors.Mailboxes;

/// <summary>The stash of one incarnation of an actor.</summary>
internal sealed class Stash(ActorCell cell, int capacity) : IStash
{
    private readonly LinkedList<Envelope> _kept = new();
    private long _lastEnvelope = -1;

    public int Capacity => capacity;

    public int Count => _kept.Count;

    public bool IsEmpty => _kept.Count == 0;

    public bool NonEmpty => _kept.Count > 0;

    public bool IsFull => Capacity > 0 && _kept.Count >= Capacity;

    void IStash.Stash()
    {
        var message = cell.CurrentMessage
            ?? throw new IllegalActorStateException($"'{cell.SelfRef.Path}' called Stash while it processes no message.");
        if (_lastEnvelope == cell.EnvelopeId)
            throw new IllegalActorStateException($"'{cell.SelfRef.Path}' called Stash twice for the same message '{message}'.");
        if (IsFull)
        {
            throw new StashOverflowException(
                $"'{cell.SelfRef.Path}' cannot stash '{message}' from '{cell.Sender.Path}': {Capacity} messages are stashed, which is its capacity; unstash earlier or raise stash-capacity.");
        }

        _lastEnvelope = cell.EnvelopeId;
        _kept.AddLast(new Envelope(message, cell.Sender));
    }

    public void Unstash()
    {
        if (_kept.First is not { } oldest)
            return;
        _kept.RemoveFirst();
        PutBack(oldest.Value);
    }

    public void UnstashAll() => UnstashAll(static _ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        while (_kept.Last is { } newest)
        {
            _kept.RemoveLast();
            if (predicate(newest.Value))
                PutBack(newest.Value);
        }
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var all = _kept.ToArray();
        _kept.Clear();
        return all;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Distinct().Reverse())
            _kept.AddFirst(envelope);
    }

    private void PutBack(Envelope envelope)
    {
        cell.Mailbox.EnqueueFirst(envelope);
        if (envelope.Message is Terminated terminated)
            cell.DeathWatch.Requeue(terminated.ActorRef);
    }
}
