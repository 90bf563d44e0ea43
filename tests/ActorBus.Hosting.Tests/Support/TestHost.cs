using ActorBus.InMemory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>Hosts without files, environment or logs.</summary>
internal static class TestHost
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static HostApplicationBuilder New(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        return builder;
    }

    public static InMemoryBroker Broker(this IHost host) => host.Services.GetRequiredService<InMemoryBroker>();

    public static async Task<InMemoryQueueState?> QueueAsync(this IHost host, string name) =>
        (await host.Broker().Control.ListQueuesAsync()).FirstOrDefault(queue => queue.Name == name);
}
