using ActorBus.Brokers.Contract;
using F = ActorBus.InMemory.Tests.InMemoryBrokerFixture;

namespace ActorBus.InMemory.Tests;

/// <summary>The in-memory broker keeps the contract of all brokers.</summary>
public static class InMemoryBrokerContractTests
{
    public sealed class A_connection_is_disposed() : When_a_connection_is_disposed(new F());
    public sealed class A_connection_is_lost() : When_a_connection_is_lost(new F());
    public sealed class A_message_cannot_travel() : When_a_message_cannot_travel(new F());
    public sealed class A_message_is_given_up() : When_a_message_is_given_up(new F());
    public sealed class A_message_travels() : When_a_message_travels(new F());
    public sealed class A_queue_is_deleted() : When_a_queue_is_deleted(new F());
    public sealed class A_queue_is_exclusive() : When_a_queue_is_exclusive(new F());
    public sealed class A_queue_is_full() : When_a_queue_is_full(new F());
    public sealed class Consuming() : When_consuming(new F());
    public sealed class Declaring() : When_declaring(new F());
    public sealed class Examining() : When_examining(new F());
    public sealed class Inspecting() : When_inspecting(new F());
    public sealed class Messages_have_priorities() : When_messages_have_priorities(new F());
    public sealed class Only_one_consumer_is_active() : When_only_one_consumer_is_active(new F());
    public sealed class Publishing() : When_publishing(new F());

    public sealed class PublishingOnAChannel() : When_a_channel_publishes(new F());
    public sealed class Routing_by_key() : When_routing_by_key(new F());
    public sealed class Routing_by_topic() : When_routing_by_topic(new F());
    public sealed class Settling() : When_settling(new F());
    public sealed class The_broker_is_blocked() : When_the_broker_is_blocked(new F());
    public sealed class Time_passes() : When_time_passes(new F());
}
