using ActorBus.Clustering;
using ActorBus.Hosting;
using ActorBus.RabbitMq;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClusterSample;

/// <summary>The hosts: a consumer node, and the sender.</summary>
internal static class Nodes
{
    private const string SystemName = "cluster-sample";

    /// <summary>A node that runs the services <c>orders</c>, as all of them do, and <c>ledger</c>, as one at a time does.</summary>
    public static IHost Consumer(CommandLine line)
    {
        var builder = Builder();
        builder.Services.AddSingleton(services => new NodeName(NameOf(services.GetRequiredService<ActorSystem>())));
        builder.Services.AddAkka(SystemName, (akka, _) => Join(akka, line, ActorBusNodeOptions.DefaultRole)
            .WithActorBus("orders", bus => bus.AddHandler<OrderService>().UseRabbitMq(line.Broker))
            .WithActorBus("ledger", bus => bus.AddHandler<LedgerService>().UseRabbitMq(line.Broker))
            .WithConsumerNode("orders")
            .WithExclusiveConsumer<LedgerService>("ledger"));
        return builder.Build();
    }

    /// <summary>A node that sends, and listens to what became of it.</summary>
    public static IHost Sender(CommandLine line, Tally tally)
    {
        var builder = Builder();
        builder.Services.AddSingleton(tally);
        builder.AddActorBus("shop", bus => bus.AddHandler<Tally>().UseRabbitMq(line.Broker));
        builder.Services.AddAkka(SystemName, (akka, _) => Join(akka, line, "shop")
            .WithActorBus().WithConsumerNode("shop", new ActorBusNodeOptions { Role = "shop" }));
        return builder.Build();
    }

    /// <summary>The host and port of a member of the cluster.</summary>
    public static string NameOf(ActorSystem system)
    {
        var address = Cluster.Get(system).SelfAddress;
        return $"{address.Host}:{address.Port}";
    }

    private static HostApplicationBuilder Builder()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = Microsoft.Extensions.Logging.LogLevel.Trace)
            .SetMinimumLevel(Microsoft.Extensions.Logging.LogLevel.Warning)
            // What Akka says of a node that was killed on purpose would fill the screen.
            .AddFilter("Akka", Microsoft.Extensions.Logging.LogLevel.Critical)
            .AddFilter("remoting", Microsoft.Extensions.Logging.LogLevel.Critical);
        return builder;
    }

    private static AkkaConfigurationBuilder Join(AkkaConfigurationBuilder akka, CommandLine line, string role) => akka
        .AddHocon(
            $$"""
            akka.cluster {
              failure-detector.acceptable-heartbeat-pause = {{line.HeartbeatPause}}s
              split-brain-resolver.stable-after = {{line.HeartbeatPause}}s
            }
            """,
            HoconAddMode.Prepend)
        .WithRemoting(line.Host, line.Port)
        .WithClustering(new ClusterOptions
        {
            Roles = [role],
            SeedNodes = line.Seed is { } seed ? [$"akka.tcp://{SystemName}@{seed}"] : [],
        });
}
