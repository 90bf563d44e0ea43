using System.Text;
using ActorBus.Brokers;
using ActorBus.Chaos.Histories;

namespace ActorBus.Scenarios.Tests.Simulation;

/// <summary>What everybody in a simulated world does.</summary>
internal static class SimulatedWorldExtensions
{
    /// <summary>Publishes a message and has the history know.</summary>
    public static async Task<PublishStatus> PublishAsync(
        this SimulatedWorld world, IBrokerConnection connection, MessageRef message, string queue)
    {
        world.Tell(new HistoryEvent.PublishStarted(message, queue));
        var outcome = await connection.PublishAsync(new OutgoingMessage("", queue, new BrokerMessage
        {
            Body = Encoding.UTF8.GetBytes($"{message}"),
            MessageId = $"{message}",
        })).ConfigureAwait(false);
        world.Tell(new HistoryEvent.PublishEnded(message, queue, outcome.Status));
        return outcome.Status;
    }
}
