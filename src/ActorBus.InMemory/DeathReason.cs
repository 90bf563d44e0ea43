namespace ActorBus.InMemory;

/// <summary>The reasons of dead-lettering as in the <c>x-death</c> header.</summary>
internal static class DeathReason
{
    public const string Rejected = "rejected";
    public const string Expired = "expired";
    public const string DeliveryLimit = "delivery_limit";
}
