using System.Collections.Concurrent;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Composition;

/// <summary>The services of a host in the order in which they were added, and which of them run.</summary>
/// <remarks>
/// A service is added with <c>AddActorBus</c>, with <c>WithActorBus</c>, or with both. Akka.Hosting runs the configuration passed to <c>AddAkka</c>
/// when the container is already complete, so services added there are joined later.
/// </remarks>
internal sealed class ServiceCatalog
{
    private readonly List<ActorBusBuilder> _builders = [];
    private readonly ConcurrentDictionary<ActorBusSetup, bool> _joined = new();

    /// <summary>The builders of the services.</summary>
    public IReadOnlyList<ActorBusBuilder> Builders => _builders;

    /// <summary>The only service to run, chosen on the command line; null for all.</summary>
    public string? Only { get; set; }

    /// <summary>Returns the complete catalog of a host.</summary>
    /// <exception cref="BusConfigurationException">The host has none, or its <c>AddAkka</c> does not run ActorBus.</exception>
    public static ServiceCatalog Of(IServiceProvider services)
    {
        var setup = ActorBusSetup.Of(services);
        var catalog = services.GetService<ServiceCatalog>() ?? setup?.Catalog
            ?? throw new BusConfigurationException(["This host has no ActorBus. Add a service: builder.AddActorBus(\"billing\", bus => ...)."]);
        if (setup is null)
        {
            throw new BusConfigurationException([
                "This host configures its actor system with an AddAkka of its own, and Akka.Hosting keeps the last AddAkka only, so the services "
                + $"{string.Join(", ", catalog.Builders.Select(builder => $"'{builder.ServiceName}'"))} would not run. Say akka.WithActorBus() in it."]);
        }

        if (catalog._joined.TryAdd(setup, true)) catalog.Join(setup, services.GetRequiredService<AkkaConfigurationBuilder>());
        return catalog;
    }

    /// <summary>Returns the builder of a service; null when it was not added.</summary>
    public ActorBusBuilder? Find(string service) => _builders.Find(builder => builder.ServiceName == service);

    /// <summary>Adds a service, or continues to configure one that was added before.</summary>
    /// <returns>True when the service is new.</returns>
    public bool Add(string service, IServiceCollection services, Action<ActorBusBuilder>? configure)
    {
        var known = Find(service);
        var builder = known ?? new ActorBusBuilder(service, services);
        if (known is null) _builders.Add(builder);
        configure?.Invoke(builder);
        return known is null;
    }

    private void Join(ActorBusSetup setup, AkkaConfigurationBuilder akka)
    {
        // The services of the host can no longer change; a configuration that tries to add to them fails.
        var none = new ServiceCollection();
        none.MakeReadOnly();
        foreach (var (service, configure) in setup.Descriptions) Add(service, none, configure);
        if (!akka.Configuration.HasValue) return;
        foreach (var builder in _builders) builder.AddHocon(akka.Configuration.Value);
    }
}
