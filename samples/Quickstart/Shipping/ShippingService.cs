using ActorBus;
using ActorBus.Messages;
using Quickstart.Billing;

namespace Quickstart.Shipping;

/// <summary>The service <c>shipping</c>: listens to what others did, and takes messages on two channels.</summary>
[Distributed]
internal sealed class ShippingService
{
    /// <summary>Succeeds at once.</summary>
    [EventHandler("billing.detailsWereChanged")]
    public Task UpdateAddress(DetailsWereChanged change) => Task.CompletedTask;

    /// <summary>Fails twice before it succeeds, as what depends on others does.</summary>
    [EventHandler("payment.purchase.done")]
    public Task PreparePackage(PurchaseDone purchase, MessageContext context) => context.Attempt > 2
        ? Task.CompletedTask
        : throw new TimeoutException($"The warehouse did not answer about purchase '{purchase.PurchaseId}', attempt {context.Attempt}.");

    /// <summary>Takes any text.</summary>
    [ServiceActivator("shipping.notes")]
    public Task WriteNote(string note) => Task.CompletedTask;

    /// <summary>Always fails: its messages become dead letters.</summary>
    [ServiceActivator("shipping.customs")]
    public Task DeclareCustoms(string declaration) =>
        throw new NotSupportedException("No customs office takes declarations; the message becomes a dead letter.");
}
