namespace ActorBus.Brokers;

/// <summary>Represents a message broker: the port through which the bridges reach RabbitMQ, the in-memory broker or another one.</summary>
/// <remarks>
/// A broker only connects. It never reconnects, retries or restarts by itself; that is the responsibility of the bridge. Implementations must pass
/// the contract tests. All members may be called from any thread.
/// </remarks>
public interface IBroker : IAsyncDisposable
{
    /// <summary>The name of the messaging system as used by OpenTelemetry: <c>rabbitmq</c>, <c>in-memory</c>.</summary>
    string Name { get; }

    /// <summary>The address, without user name and password, for display.</summary>
    string Address { get; }

    /// <summary>Creates a connection that is ready for use.</summary>
    /// <param name="purpose">The purpose of the connection.</param>
    /// <param name="onEvent">Receives the events of the connection; called on any thread, must return immediately.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="BrokerException">
    /// No connection could be established; <see cref="BrokerException.IsTransient"/> tells whether retrying can help.
    /// </exception>
    Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default);
}
