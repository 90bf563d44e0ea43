using System.Net.Sockets;
using RabbitMQ.Client;

namespace ActorBus.RabbitMq.Connections;

/// <summary>Creates and tracks the sockets of one connection attempt, because the library may try two address families.</summary>
internal sealed class SocketSource
{
    private readonly List<WatchedSocket> _sockets = [];

    public WatchedSocket? Last { get; private set; }

    public ITcpClient Create(AddressFamily family)
    {
        lock (_sockets)
        {
            Last = new WatchedSocket(family);
            _sockets.Add(Last);
            return Last;
        }
    }

    public void CutAll()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets)
                socket.Cut();
        }
    }
}
