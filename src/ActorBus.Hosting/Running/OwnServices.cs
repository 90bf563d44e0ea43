using ActorBus.Hosting.Composition;
using ActorBus.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Running;

/// <summary>The services of the host as seen by the handlers of one service: a bus resolved without a key is that of their own service.</summary>
internal sealed class OwnServices(IServiceProvider inner, MessageConverters converters, OwnServices? root = null)
    : IKeyedServiceProvider, IServiceScopeFactory, IServiceScope, IAsyncDisposable
{
    private readonly IServiceScope? _scope = root is null ? null : inner.CreateScope();
    private ActorBusService? _service;

    /// <summary>The service; set once it is created.</summary>
    public ActorBusService? Service
    {
        get => root is null ? _service : root.Service;
        set => _service = value;
    }

    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => this;

    private IServiceProvider Inner => _scope?.ServiceProvider ?? inner;

    /// <inheritdoc/>
    public IServiceScope CreateScope() => new OwnServices(inner, converters, root ?? this);

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceScopeFactory)) return this;
        return Own(serviceType) ?? Inner.GetService(serviceType);
    }

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        Own(serviceType, serviceKey) ?? ((IKeyedServiceProvider)Inner).GetKeyedService(serviceType, serviceKey);

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        Own(serviceType, serviceKey) ?? ((IKeyedServiceProvider)Inner).GetRequiredKeyedService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose() => _scope?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_scope is IAsyncDisposable asynchronous) return asynchronous.DisposeAsync();
        Dispose();
        return default;
    }

    private object? Own(Type type)
    {
        if (type == typeof(MessageConverters)) return converters;
        return Service is { } service ? BusServices.Own(service, type) : null;
    }

    // A bus of another service may have the same name.
    private object? Own(Type type, object? key) => Service is { } service && key is string name ? BusServices.Own(service, type, name) : null;
}
