namespace ActorBus.Brokers;

/// <summary>A broker that is made when it is first used: while a service is put together nothing of the user's runs yet.</summary>
/// <param name="create">Makes it; called once, on the thread of the first use.</param>
/// <param name="isOwned">True when it ends with this one.</param>
internal sealed class DeferredBroker(Func<IBroker> create, bool isOwned) : IBroker
{
    private readonly Lazy<IBroker> _broker = new(create);

    /// <inheritdoc/>
    public string Name => Broker.Name;

    /// <inheritdoc/>
    public string Address => Broker.Address;

    /// <summary>The broker itself.</summary>
    public IBroker Broker => _broker.Value;

    /// <inheritdoc/>
    public Task<IBrokerConnection> ConnectAsync(
        ConnectionPurpose purpose, Action<ConnectionEvent> onEvent, CancellationToken cancellationToken = default) =>
        Broker.ConnectAsync(purpose, onEvent, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => isOwned && _broker.IsValueCreated ? Broker.DisposeAsync() : default;
}
