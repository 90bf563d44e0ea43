using ActorBus.Brokers;
using ActorBus.Diagnostics;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace ActorBus.Distribution.Bridges;

/// <summary>Is told how tries at messages have ended, on the thread on which the dispatch ended, which is mostly that of the routee.</summary>
/// <param name="services">What the actor of the deliveries works with.</param>
/// <param name="underWay">The deliveries that are under way.</param>
/// <param name="deliveries">The actor of the deliveries.</param>
internal sealed class TryEnds(DeliveryServices services, UnderWay underWay, IActorRef deliveries)
{
    /// <summary>The handler succeeded.</summary>
    public void Succeeded(HandlerShare share, object? result)
    {
        if (!share.EndsWithItsHandler)
        {
            deliveries.Tell(new DeliveriesActor.TryEnded(share, result, null), ActorRefs.NoSender);
            return;
        }

        // Done here, which spares a message to that actor for each delivery.
        share.Attempt!.Close()?.Release();
        Handled(share);
        share.Run.EndIt();
        Settle(share.Run.Delivery);
        if (underWay.End()) deliveries.Tell(DeliveriesActor.Ended.Instance, ActorRefs.NoSender);
    }

    /// <summary>The dispatch failed.</summary>
    public void Failed(HandlerShare share, Exception error) => deliveries.Tell(new DeliveriesActor.TryEnded(share, null, error), ActorRefs.NoSender);

    /// <summary>Tells of a handler's success.</summary>
    public void Handled(HandlerShare share)
    {
        share.Activity?.Dispose();
        share.Activity = null;
        var context = share.Run.Envelope!.Context;
        services.Observers.Handled(context.OfAttempt(share.Number), share.Handler.Name);
        if (!services.Log.IsEnabled(LogLevel.Debug)) return;
        services.Log.Handled(
            share.Handler.Name, services.Options.ServiceName, Printable.Cut(context.MessageId), Printable.Cut(context.RoutingKey), share.Run.Delivery.Queue, share.Number);
    }

    /// <summary>Acknowledges a delivery.</summary>
    public void Settle(Delivery delivery)
    {
        if (delivery.Settle(Settlement.Ack) != SettleResult.Stale) return;
        ActorBusMetrics.Stale.Add(1);
        services.Log.SettledTooLate(Printable.IdOf(delivery.Message), delivery.Queue, services.Options.ServiceName);
    }
}
