namespace Quickstart.Shipping;

/// <summary>The event that something was paid for.</summary>
/// <param name="PurchaseId">The purchase.</param>
/// <param name="Amount">What was paid.</param>
internal sealed record PurchaseDone(string PurchaseId, decimal Amount);
