using ActorBus;
using ActorBus.Diagnostics;
using ActorBus.Handlers;
using ActorBus.Hosting;
using ActorBus.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart.Billing;
using Quickstart.Counting;
using Quickstart.Shipping;
using Quickstart.Shop;

namespace Quickstart;

/// <summary>The host with the three services.</summary>
internal static class Services
{
    /// <summary>Everybody who listens, in whichever process.</summary>
    public static Audience Audience { get; } = new(HandlerDiscovery.FromTypes([typeof(BillingService), typeof(ShippingService)]));

    /// <summary>Makes the host.</summary>
    /// <param name="broker">The address of RabbitMQ; null for the broker in this process.</param>
    /// <param name="tally">Who counts.</param>
    /// <param name="consume">False: billing and shipping only have their queues made, so that what is sent to them waits there.</param>
    public static IHost Build(string? broker, Tally tally, bool consume = true)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        host.Configuration.AddEnvironmentVariables();
        host.Logging.AddSimpleConsole(options => options.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        // Failing is what some handlers of this sample are for; and what keeps it from starting, the program says itself.
        host.Logging.AddFilter("ActorBus.Delivery", LogLevel.None).AddFilter("ActorBus.RabbitMq", LogLevel.Error).AddFilter("Microsoft", LogLevel.None);
        host.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        host.Services.AddSingleton<IMessageObserver>(tally);

        host.AddActorBus("shop", bus => Connect(bus, broker).AddHandler<ShopService>());
        host.AddActorBus("billing", bus => Connect(bus, broker, consume).AddHandler<BillingService>());
        host.AddActorBus("shipping", bus => Connect(bus, broker, consume).AddHandler<ShippingService>());
        return host.Build();
    }

    private static ActorBusBuilder Connect(ActorBusBuilder bus, string? broker, bool consume = true)
    {
        if (broker is not null) bus.UseRabbitMq(broker);
        return bus.ConfigureDistribution(options =>
        {
            options.Consume = consume;
            options.FailurePolicy = options.FailurePolicy with
            {
                ImmediateRetries = 1,
                DelayedRetries = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500)],
            };
        });
    }
}
