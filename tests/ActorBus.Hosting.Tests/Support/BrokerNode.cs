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
    public static Task<string> WithoutConfigureRightsAsync(string address) => AddUserAsync(address, "no-secret", "^$");

    /// <summary>The address of a virtual host for a user who may do everything there and has a password of the test's.</summary>
    public static Task<string> WithPasswordAsync(string address, string password) => AddUserAsync(address, password, ".*");

    private static async Task<string> AddUserAsync(string address, string password, string configure)
    {
        var node = await Node.Value;
        var user = $"user-{Guid.NewGuid():N}";
        await node.ControlAsync("add_user", user, password);
        await node.ControlAsync("set_permissions", "-p", RabbitMqOptions.FromUri(address).VirtualHost, user, configure, ".*", ".*");
        return address.Replace("guest:guest", $"{user}:{password}", StringComparison.Ordinal);
    }

    private static async Task<RabbitMqNode> StartAsync()
    {
        var node = await RabbitMqNode.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return node;
    }
}
