using ActorBus.Brokers;
using ActorBus.RabbitMq;
using ActorBus.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Recovery;

public sealed class RabbitMqDeadLettersTests : DeadLettersTests
{
    /// <summary>A broker that takes back a hundred thousand messages may be deaf for a while, on a busy machine for longer than usual.</summary>
    protected override async Task<IBroker> ConnectAsync()
    {
        var options = RabbitMqOptions.FromUri(await SharedRabbitMq.UriAsync());
        options.RequestTimeout = TimeSpan.FromSeconds(60);
        options.ConfirmTimeout = TimeSpan.FromSeconds(60);
        return new RabbitMqBroker(options, NullLogger.Instance);
    }
}
