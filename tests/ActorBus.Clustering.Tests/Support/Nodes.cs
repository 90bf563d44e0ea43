using ActorBus.Hosting;
using ActorBus.InMemory;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBus.Clustering.Tests.Support;

/// <summary>Hosts with an actor system, and clusters of several in one process, over a broker that they share.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly List<IHost> _hosts = [];
    private string? _seed;

    public InMemoryBroker Broker { get; } = new();

    /// <summary>A host without files, environment or logs but the test's own.</summary>
    public static HostApplicationBuilder Builder(ILoggerProvider? logs = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        if (logs is not null) builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        return builder;
    }

    /// <summary>A member of the cluster that runs the service <c>counter</c>.</summary>
    public Task<ActorSystem> ConsumerAsync(Counter counter, bool isExclusive = false) => StartAsync(
        "actorbus-consumer", akka =>
        {
            akka.WithActorBus("counter", bus =>
            {
                bus.UseInMemory(Broker);
                counter.Register(bus);
            });
            var node = new ActorBusNodeOptions().WithContract<Total>();
            if (isExclusive) akka.WithExclusiveConsumer<Counter>("counter", node);
            else akka.WithConsumerNode("counter", node);
        });

    /// <summary>A member of the cluster that has the service's buses from the others.</summary>
    public Task<ActorSystem> OtherAsync() => StartAsync(
        "web", akka => akka
            .WithActorBus("counter", bus => bus.UseInMemory(Broker))
            .WithConsumerNode("counter", new ActorBusNodeOptions().WithContract<Total>()));

    /// <summary>Starts a member and waits until it is up.</summary>
    public async Task<ActorSystem> StartAsync(string role, Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Builder();
        builder.Services.AddAkka("nodes", (akka, _) =>
        {
            // Many nodes on few cores: nobody is to be thought dead for being slow.
            akka.AddHocon("akka.cluster.failure-detector.acceptable-heartbeat-pause = 60s", HoconAddMode.Prepend);
            akka.WithRemoting("127.0.0.1", 0).WithClustering(new ClusterOptions { Roles = [role], SeedNodes = _seed is null ? [] : [_seed] });
            configure(akka);
        });
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var cluster = global::Akka.Cluster.Cluster.Get(system);
        _seed ??= cluster.SelfAddress.ToString();
        using var limit = new CancellationTokenSource(Limit);
        await cluster.JoinAsync(global::Akka.Actor.Address.Parse(_seed), limit.Token);
        return system;
    }

    /// <summary>Lets a member leave.</summary>
    public async Task StopAsync(ActorSystem system)
    {
        var host = _hosts.Single(one => one.Services.GetRequiredService<ActorSystem>() == system);
        _hosts.Remove(host);
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>Asks until the description is as it should be.</summary>
    public static async Task<ClusterDescription> DescribeUntilAsync(ActorSystem system, Func<ClusterDescription, bool> enough)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            // Every question goes round the cluster, so this does not spin.
            var description = await ActorBusCluster.For(system).DescribeAsync(limit.Token);
            if (enough(description)) return description;
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        await Broker.DisposeAsync();
    }
}
