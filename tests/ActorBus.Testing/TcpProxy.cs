using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorBus.Testing;

/// <summary>A proxy between a client and a server that breaks connections in every way a network can.</summary>
/// <remarks>Switches act on the connections that are there and on those to come; all members may be called from any thread.</remarks>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _connections = new();
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private Socket? _listener;
    private int _accepted;
    private long _toServer;

    /// <summary>Starts a proxy for a server on the loopback address.</summary>
    public TcpProxy(int serverPort)
    {
        _serverPort = serverPort;
        Listen(0);
    }

    /// <summary>The port that clients connect to.</summary>
    public int Port { get; private set; }

    /// <summary>How many connections there have been.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many there are.</summary>
    public int Open => _connections.Count;

    /// <summary>How many bytes clients have sent.</summary>
    public long BytesFromClients => Interlocked.Read(ref _toServer);

    /// <summary>Which way nothing gets through; what comes is swallowed, as by a firewall that drops it.</summary>
    public ProxyDirection Swallow { get; set; }

    /// <summary>Which way nothing is read: bytes pile up until the sender's window is full.</summary>
    public ProxyDirection Stall { get; set; }

    /// <summary>How long each piece is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many bytes go on at a time.</summary>
    public int ChunkSize { get; set; } = 64 * 1024;

    /// <summary>Ends every connection with a reset, on both sides.</summary>
    public void Reset()
    {
        foreach (var connection in _connections.Keys)
            connection.Reset();
    }

    /// <summary>Ends every connection in good order, on both sides.</summary>
    public void Close()
    {
        foreach (var connection in _connections.Keys)
            connection.Dispose();
    }

    /// <summary>Refuses new connections until <see cref="Accept"/>.</summary>
    public void Refuse() => Interlocked.Exchange(ref _listener, null)?.Dispose();

    /// <summary>Accepts connections again, on the same port.</summary>
    public void Accept()
    {
        if (_listener is null)
            Listen(Port);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _end.Cancel();
        Refuse();
        Close();
        return ValueTask.CompletedTask;
    }

    internal void Count(ProxyDirection direction, int bytes)
    {
        if (direction == ProxyDirection.ToServer)
            Interlocked.Add(ref _toServer, bytes);
    }

    internal void Gone(ProxiedConnection connection) => _connections.TryRemove(connection, out _);

    private void Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(128);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // No longer listening: Accept starts anew.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var connection = new ProxiedConnection(this, client, server);
        _connections[connection] = true;
        await connection.RunAsync(_serverPort, _end.Token);
    }
}
