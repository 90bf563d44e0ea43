using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBus.RabbitMq;

/// <summary>Chooses RabbitMQ for a service.</summary>
public static class ActorBusBuilderExtensions
{
    /// <summary>Uses RabbitMQ, as configured in <c>ActorBus:RabbitMq</c> or HOCON, and by code on top of it.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="configure">Changes the options; called at start.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, Action<RabbitMqOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return bus.UseConfiguredBroker(setup =>
        {
            var settings = setup.Settings.Section("rabbitmq", ConfigurationFactory.FromResource("rabbitmq.conf", typeof(RabbitMqBroker).Assembly));
            var options = new RabbitMqOptions { ConnectionName = setup.ServiceName };
            OptionsFromSettings.Apply(settings, options);
            configure?.Invoke(options);
            foreach (var fault in options.Validate()) setup.Settings.Fault("rabbitmq", fault);
            return () => new RabbitMqBroker(options, setup.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ActorBus.RabbitMq"));
        });
    }

    /// <summary>Uses the RabbitMQ of a URI; everything but what it says is as configured.</summary>
    /// <param name="bus">The service.</param>
    /// <param name="uri">Such as <c>amqp://user:password@host:5672/vhost</c>.</param>
    public static ActorBusBuilder UseRabbitMq(this ActorBusBuilder bus, string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return bus.UseRabbitMq(options => options.UseUri(uri));
    }
}
