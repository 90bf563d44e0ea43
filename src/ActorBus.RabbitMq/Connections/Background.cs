using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Cleans up what the client library leaves behind, without blocking any caller, because its disposal can hang.</summary>
internal static class Background
{
    /// <summary>Leaves a task to complete in the background and logs its failure.</summary>
    public static void Forget(Task task, ILogger logger)
    {
        if (!task.IsCompletedSuccessfully)
            _ = LogFailureAsync(task, logger);
    }

    /// <summary>Disposes the result of a connection attempt that was abandoned.</summary>
    public static async Task DisposeAsync(Task<(IConnection Client, IChannel Channel)> connecting)
    {
        var (client, _) = await connecting.ConfigureAwait(false);
        await QuietlyAsync(client).ConfigureAwait(false);
    }

    /// <summary>Disposes, ignoring errors, which are meaningless for an abandoned connection.</summary>
    public static async Task QuietlyAsync(IAsyncDisposable disposable)
    {
        await Task.Yield();
        await disposable.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task LogFailureAsync(Task task, ILogger logger)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Log.ClearingUpFailed(logger, failure.GetType().Name, CloseText.OneLine(failure.Message));
        }
    }
}
