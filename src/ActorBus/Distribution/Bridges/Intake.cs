namespace ActorBus.Distribution.Bridges;

/// <summary>How much a consumer takes.</summary>
/// <param name="Prefetch">Deliveries that may be under way at a time.</param>
/// <param name="Waiting">Deliveries that may wait beside them, for an earlier one of their key.</param>
/// <param name="Budget">How many it may take, together with the service's consumers on other brokers; then it stops.</param>
internal sealed record Intake(int Prefetch, int Waiting, DeliveryBudget Budget)
{
    /// <summary>How many the broker hands out unsettled.</summary>
    public int Unsettled => Math.Min(Prefetch + Waiting, ushort.MaxValue);
}
