namespace ActorBus.Hosting.Composition;

/// <summary>The services that were added to a host, in the order of adding, and which of them run.</summary>
internal sealed class ServiceCatalog
{
    // Written under the container's lock for the one HostRuntime; only the thread that holds it can come back here.
    private bool _isComposing;

    /// <summary>What was said of each.</summary>
    public List<ActorBusBuilder> Builders { get; } = [];

    /// <summary>The only service that runs, chosen on the command line; null for all.</summary>
    public string? Only { get; set; }

    /// <summary>What was said of a service; null when it was not added.</summary>
    public ActorBusBuilder? Find(string service) => Builders.Find(builder => builder.ServiceName == service);

    /// <summary>Marks the making of the buses, until the result is disposed.</summary>
    /// <exception cref="ActorBusException">They are being made: what they are made of asked for one.</exception>
    public IDisposable BeginComposing()
    {
        if (_isComposing)
        {
            throw new ActorBusException(
                "A bus was asked for while the buses are being made, for example by the constructor of a plugin or producer that the "
                + "configuration names. Take IServiceProvider there, and ask it for the bus when a message is dispatched.");
        }

        _isComposing = true;
        return new Composing(this);
    }

    private sealed class Composing(ServiceCatalog catalog) : IDisposable
    {
        public void Dispose() => catalog._isComposing = false;
    }
}
