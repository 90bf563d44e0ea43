namespace ActorBus.RabbitMq.Tests.Contract;

/// <summary>A node for those tests that raise its alarms, which would hold up everybody else's publishes.</summary>
internal static class OwnNode
{
    private static readonly Lazy<Task<RabbitMqNode>> Node = new(StartAsync);

    public static async Task<string> UriAsync() => (await Node.Value).Uri;

    public static async Task ControlAsync(string[] arguments) => await (await Node.Value).ControlAsync(arguments);

    private static async Task<RabbitMqNode> StartAsync()
    {
        var node = await RabbitMqNode.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
        return node;
    }
}
