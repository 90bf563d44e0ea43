using ActorBus.Brokers;
using ActorBus.InMemory;

namespace ActorBus.Tests.Recovery;

public sealed class InMemoryDeadLettersTests : DeadLettersTests
{
    protected override Task<IBroker> ConnectAsync() =>
        Task.FromResult<IBroker>(new InMemoryBroker(new InMemoryBrokerOptions { MaxQueueBytes = 1L << 30 }));
}
