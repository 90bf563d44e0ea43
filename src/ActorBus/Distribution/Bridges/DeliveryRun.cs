using ActorBus.Brokers;
using ActorBus.Distribution.Sending;
using ActorBus.Messages;

namespace ActorBus.Distribution.Bridges;

/// <summary>A delivery that was begun and is not settled yet. Kept by the actor of the deliveries.</summary>
/// <remarks>The handler may end it on its own thread, while the actor gives it another delivery of the same message.</remarks>
/// <param name="delivery">The delivery.</param>
/// <param name="envelope">What was read from it; null when it cannot be read.</param>
/// <param name="generation">The subscription that it came from.</param>
internal sealed class DeliveryRun(Delivery delivery, Envelope? envelope, int generation)
{
    private Delivery _delivery = delivery;
    private int _hasEnded;

    /// <summary>The delivery, the latest when the message came again.</summary>
    public Delivery Delivery => Volatile.Read(ref _delivery);

    /// <summary>What was read from it; null when it cannot be read.</summary>
    public Envelope? Envelope => envelope;

    /// <summary>The subscription that it came from.</summary>
    public int Generation { get; private set; } = generation;

    /// <summary>The shares of its handlers that have not ended.</summary>
    public List<HandlerShare> Open { get; } = [];

    /// <summary>The outcome so far: that which weighs most.</summary>
    public HandlerOutcome Outcome { get; private set; }

    /// <summary>True once its end has been counted.</summary>
    public bool HasEnded => Volatile.Read(ref _hasEnded) != 0;

    /// <summary>It has ended: what is read as its delivery after this is settled.</summary>
    public void EndIt() => Interlocked.Exchange(ref _hasEnded, 1);

    /// <summary>The message was delivered again, and is settled with the run. Called by the actor.</summary>
    /// <returns>False when the message has to run again: a handler was given up meanwhile, or an answer may be lost.</returns>
    public bool TryJoin(Delivery again, int generation)
    {
        if (Outcome != HandlerOutcome.Done) return false;
        // The answer may have been lost with the connection: somebody waits for it.
        if (HasEnded && Envelope?.Context.Kind == MessageKind.Query) return false;
        Generation = generation;
        Interlocked.Exchange(ref _delivery, again);
        // It may just have succeeded, and settled the delivery before; twice does nothing.
        if (HasEnded) again.Settle(Settlement.Ack);
        return true;
    }

    /// <summary>Takes the outcome of one handler into account.</summary>
    public void Note(HandlerOutcome outcome)
    {
        if (outcome > Outcome) Outcome = outcome;
    }
}
