using System.Runtime.CompilerServices;
using ActorBus.Hosting.Composition;
using ActorBus.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Running;

/// <summary>The services of the host as seen by the handlers of one service: a bus resolved without a key is that of their own service.</summary>
/// <remarks>What the container makes in one of the scopes finds the service by the scope, see <see cref="ServiceDirectory.OwnerOf"/>.</remarks>
internal sealed class OwnServices : IKeyedServiceProvider, IServiceScopeFactory, IServiceScope, IAsyncDisposable
{
    private readonly IServiceProvider _inner;
    private readonly MessageConverters _converters;
    private readonly ConditionalWeakTable<IServiceProvider, OwnServices>? _owners;
    private readonly OwnServices? _root;
    private readonly IServiceScope? _scope;
    private ActorBusService? _service;

    /// <param name="inner">The services of the host.</param>
    /// <param name="converters">The converters of the service.</param>
    /// <param name="owners">Gets each scope with its owner; null in a host with one service, where there is no question.</param>
    public OwnServices(IServiceProvider inner, MessageConverters converters, ConditionalWeakTable<IServiceProvider, OwnServices>? owners)
    {
        _inner = inner;
        _converters = converters;
        _owners = owners;
    }

    private OwnServices(OwnServices root)
        : this(root._inner, root._converters, root._owners)
    {
        _root = root;
        _scope = _inner.CreateScope();
        _owners?.AddOrUpdate(_scope.ServiceProvider, root);
    }

    /// <summary>The service; set once it is created.</summary>
    public ActorBusService? Service
    {
        get => _root is null ? _service : _root.Service;
        set => _service = value;
    }

    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => this;

    private IServiceProvider Inner => _scope?.ServiceProvider ?? _inner;

    /// <inheritdoc/>
    public IServiceScope CreateScope() => new OwnServices(_root ?? this);

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
        if (type == typeof(MessageConverters)) return _converters;
        return Service is { } service ? BusServices.Own(service, type) : null;
    }

    // A bus of another service may have the same name.
    private object? Own(Type type, object? key) => Service is { } service && key is string name ? BusServices.Own(service, type, name) : null;
}
