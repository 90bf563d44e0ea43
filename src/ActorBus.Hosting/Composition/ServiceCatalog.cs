using System.Collections.Concurrent;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Composition;

/// <summary>The services of a host as they were described, in the order of adding, and which of them run.</summary>
/// <remarks>
/// A service is described by <c>AddActorBus</c>, by <c>WithActorBus</c>, or by both. Akka.Hosting calls what a host gives to
/// <c>AddAkka</c> when the container is complete, so what is said there is joined later.
/// </remarks>
internal sealed class ServiceCatalog
{
    private readonly List<ActorBusBuilder> _builders = [];
    private readonly ConcurrentDictionary<ActorBusSetup, bool> _joined = new();

    /// <summary>The services.</summary>
    public IReadOnlyList<ActorBusBuilder> Builders => _builders;

    /// <summary>The only service that runs, chosen on the command line; null for all.</summary>
    public string? Only { get; set; }

    /// <summary>Returns the catalog of a host, complete.</summary>
    /// <exception cref="BusConfigurationException">The host has none, or its <c>AddAkka</c> leaves ActorBus out.</exception>
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

    /// <summary>Returns what was said of a service; null when it was not added.</summary>
    public ActorBusBuilder? Find(string service) => _builders.Find(builder => builder.ServiceName == service);

    /// <summary>Adds a service, or goes on with one that was added before.</summary>
    /// <returns>True when it is new.</returns>
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
        // The host's services are fixed by now; who would add to them here hears of it.
        var none = new ServiceCollection();
        none.MakeReadOnly();
        foreach (var (service, configure) in setup.Descriptions) Add(service, none, configure);
        if (!akka.Configuration.HasValue) return;
        foreach (var builder in _builders) builder.AddHocon(akka.Configuration.Value);
    }
}
