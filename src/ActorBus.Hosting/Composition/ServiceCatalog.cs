namespace ActorBus.Hosting.Composition;

/// <summary>The services that were added to a host, in the order of adding, and which of them run.</summary>
internal sealed class ServiceCatalog
{
    /// <summary>What was said of each.</summary>
    public List<ActorBusBuilder> Builders { get; } = [];

    /// <summary>The only service that runs, chosen on the command line; null for all.</summary>
    public string? Only { get; set; }

    /// <summary>What was said of a service; null when it was not added.</summary>
    public ActorBusBuilder? Find(string service) => Builders.Find(builder => builder.ServiceName == service);
}
