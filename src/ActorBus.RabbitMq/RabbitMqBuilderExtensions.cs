using ActorBus.Brokers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>Extends services and brokers with RabbitMQ.</summary>
public static class RabbitMqBuilderExtensions
{
    private static readonly BrokerKind<RabbitMqOptions> Kind = new()
    {
        Name = "rabbitmq",
        NewOptions = service => new RabbitMqOptions { ConnectionName = service },
        Create = (options, services) => new RabbitMqBroker(options, services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus.RabbitMq")),
        Validate = options => options.Validate(),
        ConnectionString = nameof(RabbitMqOptions.Uri),
    };

    /// <summary>
    /// Makes RabbitMQ available to configuration as the kind <c>rabbitmq</c> in <c>ActorBus:Broker:Kind</c>, or in <c>Kind</c> of an additional
    /// broker.
    /// </summary>
    /// <param name="bus">The service.</param>
    public static ActorBusBuilder AddRabbitMq(this ActorBusBuilder bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.AddBrokerKind(Kind);
    }

    /// <summary>
    /// Uses RabbitMQ with the options in <c>ActorBus:RabbitMq</c> or HOCON, or else in <c>ConnectionStrings:rabbitmq</c>, which code can then change.
    /// </summary>
    /// <remarks>
    /// Another kind in <c>ActorBus:Broker:Kind</c> takes precedence. Includes <see cref="AddRabbitMq"/>, so additional brokers can be RabbitMQ too.
    /// </remarks>
    /// <param name="bus">The service.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseBroker(Kind, configure);
    }

    /// <summary>Uses RabbitMQ at a URI; whatever the URI does not contain is taken from configuration.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="uri">The URI, such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return bus.UseRabbitMq(options => options.UseUri(uri));
    }

    /// <summary>
    /// Uses RabbitMQ for an additional broker, with the options in <c>ActorBus:Brokers:name:RabbitMq</c> or HOCON, or else in
    /// <c>ConnectionStrings:name</c>, which code can then change.
    /// </summary>
    /// <param name="broker">The broker.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static BrokerBuilder UseRabbitMq(this BrokerBuilder broker, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(broker);
        return broker.UseBroker(Kind, configure);
    }

    /// <summary>Uses RabbitMQ at a URI for an additional broker; whatever the URI does not contain is taken from configuration.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="uri">The URI, such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static BrokerBuilder UseRabbitMq(this BrokerBuilder broker, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return broker.UseRabbitMq(options => options.UseUri(uri));
    }
}
