using ActorBus.Brokers;
using ActorBus.Distribution.Sending;

namespace ActorBus.Distribution.Bridges;

/// <summary>A delivery that was begun and is not settled yet. Kept by the actor of the deliveries.</summary>
/// <param name="delivery">The delivery.</param>
/// <param name="envelope">What was read from it; null when it cannot be read.</param>
/// <param name="generation">The subscription that it came from.</param>
internal sealed class DeliveryRun(Delivery delivery, Envelope? envelope, int generation)
{
    /// <summary>The delivery.</summary>
    public Delivery Delivery => delivery;

    /// <summary>What was read from it; null when it cannot be read.</summary>
    public Envelope? Envelope => envelope;

    /// <summary>The subscription that it came from.</summary>
    public int Generation => generation;

    /// <summary>The shares of its handlers that have not ended.</summary>
    public List<HandlerShare> Open { get; } = [];

    /// <summary>The outcome so far: that which weighs most.</summary>
    public HandlerOutcome Outcome { get; private set; }

    /// <summary>True once its end has been counted.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Takes the outcome of one handler into account.</summary>
    public void Note(HandlerOutcome outcome)
    {
        if (outcome > Outcome) Outcome = outcome;
    }
}
