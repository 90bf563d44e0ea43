using ActorBus.RabbitMq.Tests.Contract;
using Testcontainers.RabbitMq;

namespace ActorBus.Containers.Tests.Contract;

/// <summary>One RabbitMQ in a container for all who keep the contract, one after the other.</summary>
public sealed class RabbitMqInContainer : IAsyncLifetime
{
    private readonly RabbitMqContainer _container = new RabbitMqBuilder("rabbitmq:4.0-management").Build();

    public Task InitializeAsync() => _container.StartAsync();

    public Task DisposeAsync() => _container.DisposeAsync().AsTask();

    public RabbitMqBrokerFixture NewFixture() => new(() => Task.FromResult(Uri), ControlAsync);

    // Published on the loopback address, which 'localhost' need not mean first.
    private string Uri => new UriBuilder(_container.GetConnectionString()) { Host = "127.0.0.1" }.Uri.AbsoluteUri;

    private async Task ControlAsync(string[] arguments)
    {
        var result = await _container.ExecAsync(["rabbitmqctl", .. arguments]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"'rabbitmqctl {string.Join(' ', arguments)}' ended with {result.ExitCode}: {result.Stderr}{result.Stdout}");
    }
}
