namespace ActorBus.RabbitMq.Tests.Faults;

/// <summary>One private node for a class of tests that kill it; each test leaves it running.</summary>
public sealed class PrivateNode : IAsyncLifetime
{
    public RabbitMqNode Node { get; private set; } = null!;

    public RabbitMqOptions Options => RabbitMqOptions.FromUri(Node.Uri);

    public async Task InitializeAsync() => Node = await RabbitMqNode.StartNewAsync();

    public async Task DisposeAsync() => await Node.DisposeAsync();
}
