using ActorBus.Distribution;
using ActorBus.Hosting.Composition;
using ActorBus.Hosting.Logs;
using ActorBus.Hosting.Running;
using ActorBus.Recovery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Verbs;

/// <summary>Finds the ActorBus services of a host. Nothing else in this project depends on the internals of ActorBus.Hosting.</summary>
internal sealed class HostServices(IServiceProvider services)
{
    /// <summary>The names of all services, in the order in which they were added.</summary>
    /// <exception cref="BusConfigurationException">There is no service.</exception>
    public IReadOnlyList<string> Names => [.. Catalog.Builders.Select(builder => builder.ServiceName)];

    private ServiceCatalog Catalog => ServiceCatalog.Of(services);

    /// <summary>Returns all services after validating them.</summary>
    /// <exception cref="BusConfigurationException">Something is invalid; the error lists every fault.</exception>
    public IReadOnlyList<ProgramService> All() =>
    [
        .. new ServiceComposer(services, services.GetService<IConfiguration>()).Compose(Catalog.Builders).Select(setup => new ProgramService(
            setup.Name, setup.Handlers,
            [.. setup.Brokers.Select(plan => new ProgramBroker(plan.Name, plan.Distribution, plan.Create, plan.IsOwned))])),
    ];

    /// <summary>Returns one service after validating it.</summary>
    /// <param name="name">The name of the service; null for the only one.</param>
    /// <exception cref="ConsoleException">No service has this name, or no name was given and there are several.</exception>
    public ProgramService Find(string? name)
    {
        if (name is null && Names.Count > 1) throw new ConsoleException($"This program has several services; name one of them: {Listed()}.");
        return All().FirstOrDefault(service => name is null || service.Name == name) ?? throw Unknown(name!);
    }

    /// <summary>Makes the host run a single service, within limits. Must be called before the host starts.</summary>
    /// <exception cref="ConsoleException">No service has this name.</exception>
    public void RunOnly(RunArguments run)
    {
        var service = Catalog.Find(run.Service) ?? throw Unknown(run.Service);
        Catalog.Only = run.Service;
        if (run.Level is { } level) services.GetService<ConsoleLevel>()?.Set(level);
        if (run.HandledMessageLimit is { } limit)
        {
            service.ConfigureDistribution(options =>
            {
                options.StopAfter = limit;
                options.Prefetch = Math.Min(options.Prefetch ?? limit, limit);
            });
        }

        if (run.NoDeclare) service.ConfigureDistribution(options => options.Declare = false);
        if (!run.StopOnFailure) return;
        var policy = new FailurePolicy { Action = FailureAction.Throw };
        service.ConfigureDistribution(options =>
        {
            options.FailurePolicy = policy;
            options.Fallback = null;
        });
        service.HandlerChanges.Add((null, handler => handler with { FailurePolicy = policy, Fallback = null }));
    }

    /// <summary>Returns the single running service, once the host has started.</summary>
    public RunningService Running()
    {
        var service = ServiceDirectory.Of(services).First;
        return new RunningService(
            [.. service.Bridges.Where(status => status.Role == BridgeStatus.Consumer)], [.. service.ConsumedQueues], () => service.Local.InFlight);
    }

    private ConsoleException Unknown(string service) =>
        new($"There is no service '{service}' in this program; there is: {Listed()}. The verb list shows their endpoints.");

    private string Listed() => string.Join(", ", Names.Select(name => $"'{name}'"));
}
