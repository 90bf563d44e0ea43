using ActorBus.Brokers.Contract;
using R = ActorBus.Containers.Tests.Contract.RabbitMqInContainer;

namespace ActorBus.Containers.Tests.Contract;

/// <summary>RabbitMQ keeps the contract of all brokers in the version of its image too.</summary>
public static class RabbitMqInContainerContractTests
{
    private const string Container = "RabbitMQ in a container";

    [Collection(Container)] public sealed class A_connection_is_disposed(R rabbit) : When_a_connection_is_disposed(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_connection_is_lost(R rabbit) : When_a_connection_is_lost(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_message_cannot_travel(R rabbit) : When_a_message_cannot_travel(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_message_is_given_up(R rabbit) : When_a_message_is_given_up(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_message_travels(R rabbit) : When_a_message_travels(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_queue_is_deleted(R rabbit) : When_a_queue_is_deleted(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_queue_is_exclusive(R rabbit) : When_a_queue_is_exclusive(rabbit.NewFixture());
    [Collection(Container)] public sealed class A_queue_is_full(R rabbit) : When_a_queue_is_full(rabbit.NewFixture());
    [Collection(Container)] public sealed class Consuming(R rabbit) : When_consuming(rabbit.NewFixture());
    [Collection(Container)] public sealed class Declaring(R rabbit) : When_declaring(rabbit.NewFixture());
    [Collection(Container)] public sealed class Examining(R rabbit) : When_examining(rabbit.NewFixture());
    [Collection(Container)] public sealed class Inspecting(R rabbit) : When_inspecting(rabbit.NewFixture());
    [Collection(Container)] public sealed class Messages_have_priorities(R rabbit) : When_messages_have_priorities(rabbit.NewFixture());
    [Collection(Container)] public sealed class Only_one_consumer_is_active(R rabbit) : When_only_one_consumer_is_active(rabbit.NewFixture());
    [Collection(Container)] public sealed class Publishing(R rabbit) : When_publishing(rabbit.NewFixture());
    [Collection(Container)] public sealed class PublishingOnAChannel(R rabbit) : When_a_channel_publishes(rabbit.NewFixture());
    [Collection(Container)] public sealed class Routing_by_key(R rabbit) : When_routing_by_key(rabbit.NewFixture());
    [Collection(Container)] public sealed class Routing_by_topic(R rabbit) : When_routing_by_topic(rabbit.NewFixture());
    [Collection(Container)] public sealed class Settling(R rabbit) : When_settling(rabbit.NewFixture());
    [Collection(Container)] public sealed class The_broker_is_blocked(R rabbit) : When_the_broker_is_blocked(rabbit.NewFixture());
    [Collection(Container)] public sealed class Time_passes(R rabbit) : When_time_passes(rabbit.NewFixture());

    [CollectionDefinition(Container)]
    public sealed class Together : ICollectionFixture<R>;
}
