using ActorBus.Brokers;
using Akka.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>Chooses RabbitMQ for a service.</summary>
public static class ActorBusBuilderExtensions
{
    private const string Kind = "rabbitmq";

    /// <summary>
    /// Uses RabbitMQ, as configured in <c>ActorBus:RabbitMq</c> or HOCON, else by <c>ConnectionStrings:rabbitmq</c>, and by code on top of it.
    /// </summary>
    /// <remarks>From then on configuration can also choose it for further brokers: <c>ActorBus:Brokers:partners:Kind</c> is <c>rabbitmq</c>.</remarks>
    /// <param name="bus">The service.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseConfiguredBroker(setup => Create(setup, configure)).AddBrokerKind(Kind, setup => Create(setup, null));
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
        return broker.UseConfiguredBroker(setup => Create(setup, configure));
    }

    /// <summary>Uses the RabbitMQ of a URI for a further broker; everything but what it says is as configured.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="uri">Such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static BrokerBuilder UseRabbitMq(this BrokerBuilder broker, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return broker.UseRabbitMq(options => options.UseUri(uri));
    }

    private static Func<IBroker> Create(BrokerSetup setup, Action<RabbitMqOptions>? configure)
    {
        // The reference is that of the default broker; a further one has the same defaults from the options themselves.
        var reference = setup.IsDefault ? ConfigurationFactory.FromResource("rabbitmq.conf", typeof(RabbitMqBroker).Assembly) : null;
        var settings = setup.Settings.Section(Kind, reference);
        var options = new RabbitMqOptions { ConnectionName = setup.ServiceName };
        var connectionString = setup.Services.GetService<IConfiguration>()?.GetConnectionString(setup.IsDefault ? Kind : setup.BrokerName);
        OptionsFromSettings.Apply(settings, connectionString, options);
        configure?.Invoke(options);
        foreach (var fault in options.Validate()) setup.Settings.Fault(Kind, fault);
        return () => new RabbitMqBroker(options, setup.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus.RabbitMq"));
    }
}
