using ActorBus.Brokers;
using Akka.Event;

namespace ActorBus.Distribution.Bridges;

/// <summary>Looks whether the broker agrees that the queues of a consumer are consumed, and are bound.</summary>
internal static class QueueWatch
{
    /// <summary>Inspects every queue of a consumer to which nothing was delivered for a while, and binds them again.</summary>
    /// <param name="connection">The connection that consumes.</param>
    /// <param name="queues">The queues.</param>
    /// <param name="groundwork">What has to be there: an exchange that was made again without the bindings is bound again.</param>
    /// <param name="generation">Comes back with the answer.</param>
    /// <param name="limit">How long it may take.</param>
    public static async Task<Seen> LookAsync(IBrokerConnection connection, IReadOnlyList<string> queues, Groundwork groundwork, int generation, TimeSpan limit)
    {
        using var timeUp = new CancellationTokenSource(limit);
        try
        {
            foreach (var queue in queues)
            {
                var state = await connection.InspectAsync(queue, timeUp.Token).ConfigureAwait(false);
                if (FaultOf(queue, state, groundwork.HasStandby) is { } fault) return new Seen(generation, fault);
            }

            // No broker says by AMQP what is bound; to bind again what is bound changes nothing.
            if (groundwork.Declare) await connection.DeclareAsync(groundwork.Topology with { Queues = [] }, timeUp.Token).ConfigureAwait(false);
            return new Seen(generation, null);
        }
        catch (Exception error) when (error is BrokerException or OperationCanceledException)
        {
            // A connection that does not answer is given up by its own limits.
            return new Seen(generation, null);
        }
    }

    private static string? FaultOf(string queue, QueueState? state, bool hasStandby) => state switch
    {
        null => $"there is no queue '{queue}'",
        { Consumers: 0 } => $"the broker knows of no consumer of queue '{queue}'",
        { Ready: > 0 } when !hasStandby => $"{Printable.Count(state.Ready, "message")} in queue '{queue}' and none is delivered",
        _ => null,
    };

    /// <summary>What was seen: null when nothing is wrong.</summary>
    public sealed record Seen(int Generation, string? Fault) : IDeadLetterSuppression;
}
