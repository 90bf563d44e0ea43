using ActorBus.Brokers.Contract;
using F = ActorBus.RabbitMq.Tests.Contract.RabbitMqBrokerFixture;

namespace ActorBus.RabbitMq.Tests.Contract;

/// <summary>RabbitMQ keeps the contract of all brokers.</summary>
public static class RabbitMqBrokerContractTests
{
    public sealed class A_connection_is_disposed() : When_a_connection_is_disposed(Shared());
    public sealed class A_connection_is_lost() : When_a_connection_is_lost(Shared());
    public sealed class A_message_cannot_travel() : When_a_message_cannot_travel(Shared());
    public sealed class A_message_is_given_up() : When_a_message_is_given_up(Shared());
    public sealed class A_message_travels() : When_a_message_travels(Shared());
    public sealed class A_queue_is_deleted() : When_a_queue_is_deleted(Shared());
    public sealed class A_queue_is_exclusive() : When_a_queue_is_exclusive(Shared());
    public sealed class A_queue_is_full() : When_a_queue_is_full(Shared());
    public sealed class Consuming() : When_consuming(Shared());
    public sealed class Declaring() : When_declaring(Shared());
    public sealed class Examining() : When_examining(Shared());
    public sealed class Inspecting() : When_inspecting(Shared());
    public sealed class Messages_have_priorities() : When_messages_have_priorities(Shared());
    public sealed class Only_one_consumer_is_active() : When_only_one_consumer_is_active(Shared());
    public sealed class Publishing() : When_publishing(Shared());

    public sealed class PublishingOnAChannel() : When_a_channel_publishes(Shared());
    public sealed class Routing_by_key() : When_routing_by_key(Shared());
    public sealed class Routing_by_topic() : When_routing_by_topic(Shared());
    public sealed class Settling() : When_settling(Shared());
    public sealed class The_broker_is_blocked() : When_the_broker_is_blocked(new F(OwnNode.UriAsync, OwnNode.ControlAsync));
    public sealed class Time_passes() : When_time_passes(Shared());

    private static F Shared() => new(SharedRabbitMq.UriAsync);
}
