using ActorBus.Hosting.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>Puts services together as a host does at start, and starts nothing.</summary>
internal static class Composed
{
    /// <summary>A host with one service, <c>billing</c>.</summary>
    public static ServiceSetup Service((string, string)[] settings, Action<ActorBusBuilder>? configure = null, Action<IServiceCollection>? services = null) =>
        Assert.Single(Services(configuration => configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2))), host =>
        {
            host.AddActorBus("billing", configure);
            services?.Invoke(host);
        }));

    /// <summary>The services of a host.</summary>
    public static IReadOnlyList<ServiceSetup> Services(Action<IConfigurationBuilder> configure, Action<IServiceCollection> add)
    {
        var host = TestHost.New();
        configure(host.Configuration);
        add(host.Services);
        // Not disposed: the brokers of the services are made of it.
        var services = host.Services.BuildServiceProvider();
        return new ServiceComposer(services, host.Configuration).Compose(services.GetRequiredService<ServiceCatalog>().Builders);
    }
}
