namespace ActorBus.Brokers.Contract;

/// <summary>What all situations share: a broker, connections that are closed at the end, names that nobody else uses.</summary>
public abstract class BrokerContractTests(BrokerFixture fixture) : IAsyncLifetime
{
    private readonly List<ContractClient> _clients = [];
    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];

    protected BrokerFixture Fixture => fixture;

    public Task InitializeAsync() => fixture.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        await fixture.DisposeAsync();
    }

    protected async Task<ContractClient> ConnectAsync(ConnectionPurpose purpose = ConnectionPurpose.Consume)
    {
        var client = await ContractClient.ConnectAsync(fixture, purpose);
        _clients.Add(client);
        return client;
    }

    /// <summary>A name that belongs to this test alone.</summary>
    protected string Unique(string name) => $"{name}-{_suffix}";

    /// <summary>A client, and a queue that it declared.</summary>
    protected async Task<(ContractClient Client, string Queue)> ConnectWithQueueAsync(
        Func<QueueDeclaration, QueueDeclaration>? with = null)
    {
        var client = await ConnectAsync();
        var queue = new QueueDeclaration(Unique("queue"));
        await client.DeclareAsync(with is null ? queue : with(queue));
        return (client, queue.Name);
    }
}
