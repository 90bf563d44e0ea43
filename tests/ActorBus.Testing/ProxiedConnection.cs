using System.Net;
using System.Net.Sockets;

namespace ActorBus.Testing;

/// <summary>One client's connection through a proxy.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private static readonly TimeSpan StallCheck = TimeSpan.FromMilliseconds(20);

    private readonly TcpProxy _proxy;
    private readonly Socket _client;
    private readonly Socket _server;

    public ProxiedConnection(TcpProxy proxy, Socket client, Socket server)
    {
        _proxy = proxy;
        _client = client;
        _server = server;
    }

    public async Task RunAsync(int serverPort, CancellationToken end)
    {
        try
        {
            await _server.ConnectAsync(IPAddress.Loopback, serverPort, end);
            await Task.WhenAny(
                PumpAsync(_client, _server, ProxyDirection.ToServer, end), PumpAsync(_server, _client, ProxyDirection.ToClient, end));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server refuses, or somebody cut the connection.
        }
        finally
        {
            Dispose();
        }
    }

    public void Reset()
    {
        foreach (var socket in new[] { _client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // Closed already.
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _proxy.Gone(this);
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction, CancellationToken end)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                while (_proxy.Stall.HasFlag(direction))
                    await Task.Delay(StallCheck, end);
                var count = await from.ReceiveAsync(buffer, end);
                if (count == 0)
                    return;
                _proxy.Count(direction, count);
                if (_proxy.Swallow.HasFlag(direction))
                    continue;
                if (_proxy.Delay > TimeSpan.Zero)
                    await Task.Delay(_proxy.Delay, end);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, Math.Min(_proxy.ChunkSize, count - sent)), end);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The connection has ended.
        }
    }
}
