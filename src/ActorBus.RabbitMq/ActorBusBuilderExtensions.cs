using ActorBus.Brokers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>Chooses RabbitMQ for a service.</summary>
public static class ActorBusBuilderExtensions
{
    private static readonly BrokerKind<RabbitMqOptions> Kind = new()
    {
        Name = "rabbitmq",
        NewOptions = service => new RabbitMqOptions { ConnectionName = service },
        Create = (options, services) => new RabbitMqBroker(options, services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus.RabbitMq")),
        Validate = options => options.Validate(),
        ConnectionString = nameof(RabbitMqOptions.Uri),
    };

    /// <summary>Lets configuration choose RabbitMQ: <c>ActorBus:Broker:Kind</c>, or <c>Kind</c> of a further broker, is <c>rabbitmq</c>.</summary>
    /// <param name="bus">The service.</param>
    public static ActorBusBuilder AddRabbitMq(this ActorBusBuilder bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.AddBrokerKind(Kind);
    }

    /// <summary>
    /// Uses RabbitMQ, as configured in <c>ActorBus:RabbitMq</c> or HOCON, else by <c>ConnectionStrings:rabbitmq</c>, and by code on top of it.
    /// </summary>
    /// <remarks>Another kind in <c>ActorBus:Broker:Kind</c> is stronger. It can be chosen for further brokers from then on, as with <see cref="AddRabbitMq"/>.</remarks>
    /// <param name="bus">The service.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseBroker(Kind, configure);
    }

    /// <summary>Uses the RabbitMQ of a URI; everything but what it says is as configured.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="uri">Such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return bus.UseRabbitMq(options => options.UseUri(uri));
    }

    /// <summary>
    /// Uses RabbitMQ for a further broker, as configured in <c>ActorBus:Brokers:name:RabbitMq</c> or HOCON, else by
    /// <c>ConnectionStrings:name</c>, and by code on top of it.
    /// </summary>
    /// <param name="broker">The broker.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static BrokerBuilder UseRabbitMq(this BrokerBuilder broker, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return broker.UseBroker(Kind, configure);
    }

    /// <summary>Uses the RabbitMQ of a URI for a further broker; everything but what it says is as configured.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="uri">Such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static BrokerBuilder UseRabbitMq(this BrokerBuilder broker, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return broker.UseRabbitMq(options => options.UseUri(uri));
    }
}
