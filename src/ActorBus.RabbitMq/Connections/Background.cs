using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Clears up what the client library leaves, off every path that somebody waits on: its disposal can hang.</summary>
internal static class Background
{
    /// <summary>Lets a task end by itself; its failure is logged.</summary>
    public static void Forget(Task task, ILogger logger)
    {
        if (!task.IsCompletedSuccessfully)
            _ = LogFailureAsync(task, logger);
    }

    /// <summary>Disposes what an attempt to connect made after nobody wanted it any more.</summary>
    public static async Task DisposeAsync(Task<(IConnection Client, IChannel Channel)> connecting)
    {
        var (client, _) = await connecting.ConfigureAwait(false);
        await QuietlyAsync(client).ConfigureAwait(false);
    }

    /// <summary>Disposes; what the library throws on the way says nothing new about a connection that is given up.</summary>
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
