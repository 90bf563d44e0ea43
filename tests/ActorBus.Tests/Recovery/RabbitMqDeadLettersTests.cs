using ActorBus.Brokers;
using ActorBus.RabbitMq;
using ActorBus.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBus.Tests.Recovery;

public sealed class RabbitMqDeadLettersTests : DeadLettersTests
{
    protected override async Task<IBroker> ConnectAsync() =>
        new RabbitMqBroker(RabbitMqOptions.FromUri(await SharedRabbitMq.UriAsync()), NullLogger.Instance);
}
