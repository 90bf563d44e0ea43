using ActorBus.RabbitMq;
using ActorBus.Testing;

namespace ActorBus.Hosting.Tests.Support;

/// <summary>A RabbitMQ of these tests alone, on which they make virtual hosts and users.</summary>
internal static class BrokerNode
{
    private static readonly Lazy<Task<RabbitMqNode>> Node = new(StartAsync);

    /// <summary>An empty virtual host, and the address of it for its administrator.</summary>
    public static async Task<string> NewVirtualHostAsync()
    {
        var node = await Node.Value;
        var name = $"host-{Guid.NewGuid():N}";
        await node.ControlAsync("add_vhost", name);
        await node.ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return $"{node.Uri.TrimEnd('/')}/{name}";
    }

    /// <summary>The address of a virtual host for a user who may send and consume everything there, and configure nothing.</summary>
    public static async Task<string> WithoutConfigureRightsAsync(string address)
    {
        var node = await Node.Value;
        var user = $"user-{Guid.NewGuid():N}";
        await node.ControlAsync("add_user", user, "no-secret");
        await node.ControlAsync("set_permissions", "-p", RabbitMqOptions.FromUri(address).VirtualHost, user, "^$", ".*", ".*");
        return address.Replace("guest:guest", $"{user}:no-secret", StringComparison.Ordinal);
    }

    private static async Task<RabbitMqNode> StartAsync()
    {
        var node = await RabbitMqNode.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return node;
    }
}
