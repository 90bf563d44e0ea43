namespace ActorBus.Brokers;

/// <summary>A message broker: the port through which the bridges reach RabbitMQ, the in-memory broker or another one.</summary>
/// <remarks>
/// A broker only knows how to connect. It never reconnects, retries or restarts by itself: that is the bridge's business.
/// Whoever implements it passes the contract tests. All members may be called from any thread.
/// </remarks>
public interface IBroker : IAsyncDisposable
{
    /// <summary>What the broker is, as OpenTelemetry names messaging systems: <c>rabbitmq</c>, <c>in-memory</c>.</summary>
    string Name { get; }

    /// <summary>Where it is, without user and password, for people to read.</summary>
    string Address { get; }

    /// <summary>Makes a connection that is ready for use.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="onEvent">Told what happens to the connection by itself; called on any thread, must return at once.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BrokerException">
    /// No connection could be made; <see cref="BrokerException.IsTransient"/> says whether trying again can help.
    /// </exception>
    Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default);
}
