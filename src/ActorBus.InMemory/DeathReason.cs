namespace ActorBus.InMemory;

/// <summary>Why a queue gave a message up, in the words of the <c>x-death</c> header.</summary>
internal static class DeathReason
{
    public const string Rejected = "rejected";
    public const string Expired = "expired";
    public const string DeliveryLimit = "delivery_limit";
}
