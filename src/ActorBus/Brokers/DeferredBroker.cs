namespace ActorBus.Brokers;

/// <summary>A broker that is created on first use, because no user code runs while a service is assembled.</summary>
/// <param name="create">Creates the broker; called once, on the thread of the first use.</param>
/// <param name="isOwned">Whether the broker is disposed with this one.</param>
internal sealed class DeferredBroker(Func<IBroker> create, bool isOwned) : IBroker
{
    private readonly Lazy<IBroker> _broker = new(create);

    /// <inheritdoc/>
    public string Name => Broker.Name;

    /// <inheritdoc/>
    public string Address => Broker.Address;

    /// <summary>The underlying broker.</summary>
    public IBroker Broker => _broker.Value;

    /// <inheritdoc/>
    public Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default) =>
        Broker.ConnectAsync(purpose, onEvent, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => isOwned && _broker.IsValueCreated ? Broker.DisposeAsync() : default;
}
