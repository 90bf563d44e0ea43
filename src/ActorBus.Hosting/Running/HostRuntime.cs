using System.Collections.Immutable;
using ActorBus.Hosting.Composition;
using Akka.Actor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.Hosting.Running;

/// <summary>All services of a host in one actor system: the one that is a service of the host, else one of their own.</summary>
/// <remarks>
/// Made when the first of its buses is asked for, which may be before the host starts: what takes a bus in its constructor gets
/// one that works. The brokers are reached only when the host has started.
/// </remarks>
internal sealed class HostRuntime : IAsyncDisposable, IDisposable
{
    private readonly bool _ownsSystem;
    private readonly ImmutableArray<ServiceRuntime> _services;
    private int _stopped;

    /// <summary>Checks what was said of all services and makes their actors, in the actor system of the host where it has one.</summary>
    /// <exception cref="BusConfigurationException">Something is wrong; the error holds all of it.</exception>
    public HostRuntime(ServiceCatalog catalog, IServiceProvider services)
    {
        // First of all: a host that has its own may still be adding services while it makes it.
        var given = services.GetService<ActorSystem>();

        // What is made for the composition, such as a plugin, may not take a bus: that would be made of the plugin.
        using var composing = catalog.BeginComposing();
        var setups = new ServiceComposer(services, services.GetService<IConfiguration>()).Compose(catalog.Builders);
        var running = setups.Where(setup => catalog.Only is null || setup.Name == catalog.Only).ToArray();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        _ownsSystem = given is null;
        System = given ?? EngineSystem.Create(running, loggers, services);

        // Constructor injection cannot await. Nothing here leaves the process: the actors answer within milliseconds.
        _services = [.. running.Select(setup => ServiceRuntime.CreateAsync(System, Named(setup, running.Length), services).GetAwaiter().GetResult())];
        BusServices.Register(System, First);
    }

    /// <summary>Where all actors live.</summary>
    public ActorSystem System { get; }

    /// <summary>The services that run, in the order of adding.</summary>
    public IReadOnlyList<ServiceRuntime> Services => _services;

    /// <summary>The service whose buses are there without a key.</summary>
    public ServiceRuntime First => _services[0];

    /// <summary>The service of this name.</summary>
    /// <exception cref="ActorBusException">It does not run.</exception>
    public ServiceRuntime Find(string name) => _services.FirstOrDefault(service => service.Setup.Name == name) ?? throw new ActorBusException(
        $"The service '{name}' does not run in this process; there is: {string.Join(", ", _services.Select(service => $"'{service.Setup.Name}'"))}.");

    /// <summary>The further distributed bus of this name, of the first service that has it.</summary>
    /// <exception cref="ActorBusException">There is none.</exception>
    public IDistributedBus FindBus(object? name) =>
        _services.Select(service => service.FindBus(name as string ?? "")).FirstOrDefault(bus => bus is not null) ?? throw new ActorBusException(
            $"There is no distributed bus '{name}' in this process: neither a service of that name, nor one added with AddDistributedBus or "
            + "below 'distributed-buses' in configuration.");

    /// <summary>Stops every service, then the actor system, unless it is the host's.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        await Task.WhenAll(_services.Select(service => service.StopAsync())).ConfigureAwait(false);
        if (_ownsSystem) await System.Terminate().ConfigureAwait(false);
    }

    /// <summary>For containers that are not disposed asynchronously.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static ServiceSetup Named(ServiceSetup setup, int services) =>
        services == 1 ? setup : setup with { Buses = setup.Buses with { Name = $"{setup.Buses.Name}-{setup.Name}" } };
}
