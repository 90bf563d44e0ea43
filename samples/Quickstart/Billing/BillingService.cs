using ActorBus;

namespace Quickstart.Billing;

/// <summary>The service <c>billing</c>: carries out commands and tells everybody.</summary>
[Distributed]
internal sealed class BillingService(IDistributedBus bus)
{
    /// <summary>Changes a person's billing details; the event leaves only when this method has succeeded.</summary>
    [CommandHandler("billing.changeDetails")]
    public async Task ChangeDetails(ChangeDetails command, [Header("executorId")] string executorId = "nobody")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command.PersonId);
        await bus.ConvertAndPublishEventAsync("billing.detailsWereChanged", new DetailsWereChanged(command.PersonId, executorId));
    }
}
