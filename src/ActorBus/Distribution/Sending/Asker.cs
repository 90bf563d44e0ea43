using ActorBus.Brokers;
using ActorBus.Distribution.Bridges;
using Akka.Actor;

namespace ActorBus.Distribution.Sending;

/// <summary>Sends queries and waits for their replies.</summary>
internal sealed class Asker(DistributionOptions options, Sender sender, BridgeDirectory bridges)
{
    /// <summary>Sends a query and waits for its reply.</summary>
    /// <exception cref="DeliveryFailedException">The query did not reach the service, or the connection for the reply was lost.</exception>
    /// <exception cref="TimeoutException">No reply arrived in time.</exception>
    public async Task<BrokerMessage> AskAsync(Envelope query, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var own = await bridges.GetAsync(options.ServiceName, cancellationToken).ConfigureAwait(false);
        var id = query.Context.MessageId;
        IActorRef? replies = null;
        var reply = new TaskCompletionSource<BrokerMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var queue = await own.Actor.Ask<ReplyActor.Queue>(ReplyActor.GetQueue.Instance, limit, cancellationToken).ConfigureAwait(false);
            // Told to the actor itself before the query leaves, so no reply can arrive earlier.
            replies = queue.Replies;
            replies.Tell(new ReplyActor.Register(queue.Name, id, query.Context.CorrelationId, reply));
            var addressed = query with { Context = query.Context with { ReplyTo = queue.Name } };
            await sender.SendAsync(addressed, Rest(started, limit), cancellationToken).ConfigureAwait(false);
            return await reply.Task.WaitAsync(Rest(started, limit), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or AskTimeoutException)
        {
            throw new TimeoutException(
                $"No answer to the query '{Printable.Cut(query.Context.RoutingKey)}' came from service '{query.Context.DestinationService}' within {limit} "
                + $"(id {id}). It may be busy or away; ask again or raise the time limit.", error);
        }
        finally
        {
            if (!reply.Task.IsCompleted) replies?.Tell(new ReplyActor.Forget(id));
        }
    }

    private static TimeSpan Rest(long started, TimeSpan limit)
    {
        var rest = limit - TimeProvider.System.GetElapsedTime(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }
}
