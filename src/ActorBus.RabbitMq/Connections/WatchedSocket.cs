using System.Net.Sockets;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>The socket of one connection: knows when the broker was last heard, and can be cut from outside.</summary>
/// <remarks>
/// Cutting the socket is the only way to end a connection that is sure to work: every part of the client library then fails at
/// once, none of them waits for the broker.
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

    /// <summary>True when bytes have arrived that nobody has read yet: this side is slow, the broker is not silent.</summary>
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

    /// <summary>Ends the connection at once. May be called from any thread, any number of times.</summary>
    public void Cut() => Close();
}
