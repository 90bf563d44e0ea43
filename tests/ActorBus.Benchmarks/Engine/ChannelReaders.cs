using System.Threading.Channels;

namespace ActorBus.Benchmarks.Engine;

/// <summary>Channels with one reader each, the way one would write an actor by hand.</summary>
internal static class ChannelReaders
{
    public static Channel<T> Start<T>(Action<T> handle, CancellationToken end)
    {
        var channel = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
        _ = ReadAsync(channel.Reader, handle, end);
        return channel;
    }

    private static async Task ReadAsync<T>(ChannelReader<T> reader, Action<T> handle, CancellationToken end)
    {
        await Task.Yield();
        while (!end.IsCancellationRequested)
        {
            try
            {
                await reader.WaitToReadAsync(end);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            while (reader.TryRead(out var item))
                handle(item);
        }
    }
}
