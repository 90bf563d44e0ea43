using System.Net.Sockets;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>The socket of one connection, which knows when the broker was last heard from and can be cut from outside.</summary>
/// <remarks>
/// Cutting the socket is the only reliable way to end a connection: every part of the client library then fails immediately, and none of them waits
/// for the broker.
/// </remarks>
internal sealed class WatchedSocket : TcpClientAdapter
{
    private CoalescingStream? _stream;

    public WatchedSocket(AddressFamily family)
        : base(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
    {
    }

    /// <summary>How long the broker has been silent.</summary>
    public TimeSpan Silence => _stream?.Silence ?? TimeSpan.Zero;

    /// <summary>Whether bytes have arrived that have not been read yet: then this side is slow, and the broker is not silent.</summary>
    public bool HasUnreadBytes
    {
        get
        {
            try
            {
                return Client.Available > 0;
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    public override NetworkStream GetStream() => _stream ??= new CoalescingStream(Client);

    /// <summary>Ends the connection immediately. May be called from any thread, any number of times.</summary>
    public void Cut() => Close();
}
